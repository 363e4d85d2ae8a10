import { COUNTRY_CODES } from '@trastienda/shop-contract';
import { useMemo } from 'react';
import { useLocale } from 'use-intl';
import { countryName } from './country-name.ts';

export interface CountryNames {
  nameOf(code: string): string;
  /** All countries by name, for lists of choices. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Returns the names of countries in the language of the page. */
export function useCountryNames(): CountryNames {
  const locale = useLocale();
  return useMemo(() => {
    const nameOf = (code: string) => countryName(code, locale);
    const options = COUNTRY_CODES.map((value) => ({ value, label: nameOf(value) })).sort(
      (one, other) => one.label.localeCompare(other.label, locale),
    );
    return { nameOf, options };
  }, [locale]);
}
