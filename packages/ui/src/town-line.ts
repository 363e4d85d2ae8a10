import { regionName } from './regions.ts';

export interface Town {
  readonly country: string;
  readonly city?: string | null;
  readonly postalCode?: string | null;
  /** The part of an ISO 3166-2 code after the hyphen. */
  readonly region?: string | null;
}

/** Countries whose post puts the code after the city. */
const CODE_LAST = new Set(['AU', 'BR', 'CA', 'GB', 'IE', 'IN', 'JP', 'NZ', 'US']);

/** Returns whether the postal code stands before the city. */
export function isPostalCodeFirst(country: string): boolean {
  return !CODE_LAST.has(country);
}

/** Returns the line with the town as the country writes it: `28013 Madrid`, `Boston, MA 02108`. */
export function townLine({ country, city, postalCode, region }: Town): string {
  const name = region ? regionName(country, region) : null;
  if (isPostalCodeFirst(country)) {
    const town = [postalCode, city].filter(Boolean).join(' ');
    return name && name !== city ? `${town} (${name})` : town;
  }
  // The post of some countries knows no code of letters: `Chiyoda, Tokyo 100-0001`.
  const shown = region && /^\d/.test(region) ? name : region;
  return [city, [shown, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}
