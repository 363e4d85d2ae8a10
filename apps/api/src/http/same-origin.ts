/** Browsers send it with every request to this server that they may tell about; pages cannot set it. */
const FETCH_SITE = 'sec-fetch-site';

/**
 * Whether the browser says that the page is of another site than this server. Then it neither keeps
 * nor sends cookies that are for the same site (RFC 6265bis, section 5.6).
 */
export function isFromOtherSite(headers: Headers): boolean {
  return headers.get(FETCH_SITE) === 'cross-site';
}

/**
 * Whether a request comes from a page that may act for whoever is signed in: one of the origins,
 * or a page of this server's own origin as the browser sees it. A request that says neither has
 * not come from a browser of this decade, and could be forged (CSRF) in an older one.
 */
export function isFromOwnPage(headers: Headers, origins: ReadonlySet<string>): boolean {
  const origin = headers.get('origin');
  if (origin !== null && origins.has(origin)) return true;
  return headers.get(FETCH_SITE) === 'same-origin';
}
