/** Parsed URLs of requests that are being answered. */
const parsed = new WeakMap<Request, URL>();

/** Returns the URL of a request, which is parsed once. It must not be changed. */
export function urlOf(request: Request): URL {
  const known = parsed.get(request);
  if (known !== undefined) return known;
  const url = new URL(request.url);
  parsed.set(request, url);
  return url;
}
