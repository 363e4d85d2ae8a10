import { countryName } from '@trastienda/ui/country-names';
import { useLocale } from '../i18n/use-locale.ts';
import type { AddressField } from './address-values.ts';
import { rulesOf } from './country-rules.ts';
import { regionsOf } from './regions.ts';

type ShownAddress = Partial<Readonly<Record<AddressField, string | null>>> & {
  readonly country: string;
};

/** Returns the line with the town as the country writes it: `28013 Madrid`, `Boston, MA 02108`. */
function townLine({ country, city, postalCode, region }: ShownAddress): string {
  const name = regionsOf(country).find(({ code }) => code === region)?.name ?? region;
  if (rulesOf(country).postalCode.isFirst) {
    const town = [postalCode, city].filter(Boolean).join(' ');
    return name && name !== city ? `${town} (${name})` : town;
  }
  return [city, [region, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

/** An address as it stands on an envelope. */
export function AddressLines({ address }: { readonly address: ShownAddress }) {
  const locale = useLocale();
  const lines = [
    address.name,
    address.company,
    address.line1,
    address.line2,
    townLine(address),
    countryName(address.country, locale),
    address.phone,
  ].filter((line): line is string => Boolean(line));
  return (
    <address className="text-sm not-italic leading-relaxed">
      {lines.map((line, index) => (
        // Browsers and servers name some countries differently.
        <span key={`${index}-${line}`} className="block break-words" suppressHydrationWarning>
          {line}
        </span>
      ))}
    </address>
  );
}
