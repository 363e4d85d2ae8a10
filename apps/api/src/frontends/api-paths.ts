/** First segments of paths that belong to the API and to its own pages. */
const API_SEGMENTS = new Set([
  'api',
  'demo',
  'dev',
  'docs',
  'downloads',
  'healthz',
  'mcp',
  'media',
  'openapi.json',
  'readyz',
  'trpc',
  'webhooks',
]);

/** The link of `List-Unsubscribe`; without a token it is a page of the storefront. */
const UNSUBSCRIBE = /^\/newsletter\/unsubscribe\/./;

/** Returns whether the API answers at a path; everything else is for the frontends. */
export function isApiPath(pathname: string): boolean {
  return API_SEGMENTS.has(pathname.split('/', 2)[1] ?? '') || UNSUBSCRIBE.test(pathname);
}
