/** Returns a path of this site that a form names as where to go back to; other texts lead to `/`. */
export function localPath(value: FormDataEntryValue | string | null): string {
  if (typeof value !== 'string' || !value.startsWith('/')) return '/';
  const base = 'http://storefront.invalid';
  const url = URL.canParse(value, base) ? new URL(value, base) : null;
  // `//host` and `/\host` are addresses of other sites, and `/.//host` is a path that looks like one.
  if (url?.origin !== base || url.pathname.startsWith('//')) return '/';
  return `${url.pathname}${url.search}`;
}
