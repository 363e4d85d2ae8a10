import { BaseError } from '@trastienda/base';
import type { HttpNames } from '../http-names.ts';

/** Browsers send it with every request to a trustworthy URL; pages cannot set it. */
const FETCH_SITE = 'sec-fetch-site';

/**
 * Returns whether the page is of another site, by the browser's account. Browsers then neither
 * store nor send same-site cookies (RFC 6265bis, section 5.6).
 */
export function isFromOtherSite(headers: Headers): boolean {
  return headers.get(FETCH_SITE) === 'cross-site';
}

/**
 * Returns whether a request comes from a page that may act for the signed-in account: of an allowed
 * origin, or of this server's own origin. A request with neither header does not come from a
 * current browser, and could be forged (CSRF) in an old one.
 */
export function isFromOwnPage(headers: Headers, origins: ReadonlySet<string>): boolean {
  const origin = headers.get('origin');
  if (origin !== null && origins.has(origin)) return true;
  return headers.get(FETCH_SITE) === 'same-origin';
}

/**
 * Returns the rejection of a request by cookie. It says what to send, without listing the allowed
 * origins.
 */
export function ownPageRejection(
  headers: Headers,
  { site, corsOriginsSetting }: HttpNames,
  cookie = 'the session cookie',
): BaseError {
  const message = headers.has('origin')
    ? `A call with ${cookie} must come from a page of ${site}, and this \`origin\` header names another one: the allowed ones are the public URL and ${corsOriginsSetting}.`
    : `A call with ${cookie} must say which page it comes from: send an \`origin\` header with the origin of ${site}. Browsers do so by themselves; a server that forwards the cookie of a visitor must add it.`;
  return new BaseError('ORIGIN_REJECTED', { message });
}
