import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './app-env.ts';
import { cacheableOf } from './caching/cache-headers.ts';

export const REQUEST_ID_HEADER = 'x-request-id';

/** No spaces, quotes or line breaks, so that an id is safe in logs and headers. */
const ACCEPTABLE = /^[\w.-]{1,128}$/;

/**
 * Sets the request id: the caller's `x-request-id` if it has 1 to 128 letters, digits, `_`, `.` or
 * `-`, else a new UUID. The response carries it too, unless caches may store it for other callers.
 */
export function requestId() {
  return createMiddleware<AppEnv>(async function requestId(c, next) {
    const given = c.req.header(REQUEST_ID_HEADER);
    const id = given !== undefined && ACCEPTABLE.test(given) ? given : crypto.randomUUID();
    c.set('requestId', id);
    await next();
    // After the handler: a header set earlier makes Hono build the response twice.
    if (cacheableOf(c) === null) c.res.headers.set(REQUEST_ID_HEADER, id);
  });
}
