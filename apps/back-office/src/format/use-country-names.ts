import { COUNTRY_CODES } from '@trastienda/shop-contract';
import { countryName, namedCountries } from '@trastienda/ui/country-names';
import { useMemo } from 'react';
import { useLocale } from 'use-intl';

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
    const options = namedCountries(COUNTRY_CODES, locale).map(({ code, name }) => ({
      value: code,
      label: name,
    }));
    return { nameOf, options };
  }, [locale]);
}
