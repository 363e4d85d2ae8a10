import { urlOf } from './url-of.ts';

export const FORM_TYPE = 'multipart/form-data';
export const JSON_TYPE = 'application/json';
export const BYTES_TYPE = 'application/octet-stream';
export const STREAM_TYPE = 'text/event-stream';

/** RFC 9110, section 8.3.1: names of media types ignore case. */
export function mediaTypeOf({ headers }: Pick<Request | Response, 'headers'>): string {
  const value = headers.get('content-type');
  if (value === null || value === JSON_TYPE) return value ?? '';
  const [type = ''] = value.split(';', 1);
  return type.trim().toLowerCase();
}

const trimSlashes = (path: string): string => path.replace(/^\//, '').replace(/\/$/, '');

/**
 * Returns the raw path below the endpoint, cut as tRPC's fetch adapter cuts it: `notes.list`.
 * Hono decodes its path, so `/%74rpc/catalog.list` would look like a call that tRPC does not make.
 */
export function pathBelow(endpoint: string, request: Request): string {
  return trimSlashes(trimSlashes(urlOf(request).pathname).slice(trimSlashes(endpoint).length));
}

/**
 * Returns the procedures that a request calls, as tRPC reads them; null when the path cannot be
 * decoded.
 */
export function calledPaths(request: Request, path: string): readonly string[] | null {
  // tRPC treats forms and bytes as a single call, whatever the query says.
  const isBatch =
    ![FORM_TYPE, BYTES_TYPE].includes(mediaTypeOf(request)) &&
    urlOf(request).searchParams.get('batch') === '1';
  try {
    const decoded = decodeURIComponent(path);
    return isBatch ? decoded.split(',') : [decoded];
  } catch {
    return null;
  }
}
