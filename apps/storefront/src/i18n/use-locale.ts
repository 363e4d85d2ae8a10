import { useLocation } from 'react-router';
import { type Locale, localeOfPath, localizePath } from './locales.ts';

/** Returns the language of the page. */
export function useLocale(): Locale {
  return localeOfPath(useLocation().pathname);
}

/** Returns a function that puts the language of the page into a path such as `/products`. */
export function useLocalePath(): (path: string) => string {
  const locale = useLocale();
  return (path) => localizePath(path, locale);
}
