import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './app-env.ts';

export const REQUEST_ID_HEADER = 'x-request-id';

/** No spaces, quotes or line breaks, so that an id can stand in any log and header as it is. */
const ACCEPTABLE = /^[\w.-]{1,128}$/;

/**
 * Names the request by its `x-request-id` if that is 1 to 128 letters, digits, `_`, `.` or `-`,
 * or else by a new UUID, and sends the name back.
 */
export function requestId() {
  return createMiddleware<AppEnv>(async function requestId(c, next) {
    const given = c.req.header(REQUEST_ID_HEADER);
    const id = given !== undefined && ACCEPTABLE.test(given) ? given : crypto.randomUUID();
    c.set('requestId', id);
    await next();
    // After the handler: a header that is set before makes Hono build the response twice.
    c.res.headers.set(REQUEST_ID_HEADER, id);
  });
}
