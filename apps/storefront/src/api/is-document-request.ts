/**
 * Returns whether a browser loads this address as a page: a form without a script. A script asks for the data
 * alone, by React Router's address for it.
 */
export function isDocumentRequest(request: Request): boolean {
  return !new URL(request.url).pathname.endsWith('.data');
}
