/** Returns whether a request may change something. */
function isChange({ method }: Request): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

/**
 * Returns whether a form was posted by a page of this site. Browsers name the page in `Origin`, and say
 * themselves whether it has the same origin; a request with neither is not from a current browser.
 */
function isFromOwnPage({ headers }: Request, origin: string): boolean {
  return headers.get('origin') === origin || headers.get('sec-fetch-site') === 'same-origin';
}

/**
 * Returns the request as it was made to the public URL of the site, whatever proxy it came through:
 * pages make links from its URL, and the API checks its `Origin`. Null for a change that a page of
 * another site wants (CSRF).
 */
export function requestOfSite(request: Request, publicUrl: string): Request | null {
  const site = new URL(publicUrl);
  const headers = new Headers(request.headers);
  if (isChange(request)) {
    if (!isFromOwnPage(request, site.origin)) return null;
    headers.set('origin', site.origin);
  }
  headers.set('host', site.host);
  const { pathname, search } = new URL(request.url);
  // Two slashes would begin the name of another host.
  site.pathname = pathname.replace(/^\/{2,}/, '/');
  site.search = search;
  return new Request(site, {
    method: request.method,
    headers,
    signal: request.signal,
    body: isChange(request) ? request.body : null,
    ...(isChange(request) && { duplex: 'half' as const }),
  });
}
