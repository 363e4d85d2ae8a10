import { ShopError } from '@trastienda/contract';

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

/**
 * Why a request that acts by the session cookie is refused. It says what to send, and names none of
 * the origins that are allowed.
 */
export function ownPageRefusal(headers: Headers): ShopError {
  const message = headers.has('origin')
    ? 'A call with the session cookie must come from a page of the shop, and this `origin` header names another one: the allowed ones are the public URL and TRASTIENDA_CORS_ORIGINS.'
    : 'A call with the session cookie must say which page it comes from: send an `origin` header with the origin of the shop. Browsers do so by themselves; a server that forwards the cookie of a visitor must add it.';
  return new ShopError('ORIGIN_REJECTED', { message });
}
