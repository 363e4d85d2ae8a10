/** Name of the query parameter that says where to go after the sign-in. */
const RETURN = 'return';

/** Returns the address of the sign-in page that leads back to a page. */
export function signInPath(path: string, hasEnded: boolean): string {
  const params = new URLSearchParams();
  if (path !== '/') params.set(RETURN, path);
  if (hasEnded) params.set('ended', '1');
  const query = params.toString();
  return query === '' ? '/sign-in' : `/sign-in?${query}`;
}

/** Returns the page to open after the sign-in: one of ours, whatever the address says. */
export function returnPathOf(params: URLSearchParams): string {
  const path = params.get(RETURN) ?? '/';
  // `//host` and `/\host` are addresses of other sites.
  const isOurs = /^\/(?![/\\])/.test(path) && !path.startsWith('/sign-in');
  return isOurs ? path : '/';
}
