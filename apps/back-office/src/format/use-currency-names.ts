import { useMemo } from 'react';
import { useLocale } from 'use-intl';

/** Returns what names currencies in the language of the page: `USD – US Dollar`. */
export function useCurrencyNames(): (code: string) => string {
  const locale = useLocale();
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency', fallback: 'none' });
    return (code) => {
      const name = names.of(code);
      return name === undefined ? code : `${code} – ${name}`;
    };
  }, [locale]);
}
