import type { AddressField } from './address-values.ts';
import { rulesOf } from './country-rules.ts';
import { regionsOf } from './regions.ts';

export type ShownAddress = Partial<Readonly<Record<AddressField, string | null>>> & {
  readonly country: string;
};

/** Returns the line with the town as the country writes it: `28013 Madrid`, `Boston, MA 02108`. */
export function townLine({ country, city, postalCode, region }: ShownAddress): string {
  const name = regionsOf(country).find(({ code }) => code === region)?.name ?? region;
  if (rulesOf(country).postalCode.isFirst) {
    const town = [postalCode, city].filter(Boolean).join(' ');
    return name && name !== city ? `${town} (${name})` : town;
  }
  return [city, [region, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}
