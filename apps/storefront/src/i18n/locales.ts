/** Languages of the storefront. The first is the one of paths without a prefix. */
export const LOCALES = ['es', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/**
 * The language at `/`; the others have their pages below `/<locale>`. A language in the path, and not
 * in a cookie, gives search engines one address for each page and language, and lets links to a
 * page keep the language in which it was read.
 */
export const DEFAULT_LOCALE: Locale = LOCALES[0];

/** Languages that have a prefix in the path. */
export const PREFIXED_LOCALES: readonly Locale[] = LOCALES.filter((one) => one !== DEFAULT_LOCALE);

/** Returns the language of a path. */
export function localeOfPath(pathname: string): Locale {
  const first = pathname.split('/', 2)[1];
  return PREFIXED_LOCALES.find((locale) => locale === first) ?? DEFAULT_LOCALE;
}

/** Returns the path without its language: the same for each language, and always with a leading slash. */
export function withoutLocale(pathname: string): string {
  const locale = localeOfPath(pathname);
  if (locale === DEFAULT_LOCALE) return pathname;
  // Without the language, the two slashes of `/en//host` would begin the name of another host.
  return pathname.slice(locale.length + 1).replace(/^\/{2,}/, '/') || '/';
}

/** Returns a path (with its query and fragment) in a language; `path` has no language yet. */
export function localizePath(path: string, locale: Locale): string {
  if (locale === DEFAULT_LOCALE) return path;
  return path === '/' ? `/${locale}` : `/${locale}${path.startsWith('/?') ? path.slice(1) : path}`;
}
