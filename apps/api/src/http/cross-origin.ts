import { cors } from 'hono/cors';
import { GUEST_HEADER } from './guest-header.ts';
import { REQUEST_ID_HEADER } from './request-id.ts';
import { SESSION_HEADER } from './session-transport.ts';

/**
 * Allows pages of exactly the origins that pass `isAllowed` to call the API and read responses,
 * with the session cookie. Whether the browser sends the cookie is up to the cookie's attributes.
 */
export function crossOrigin(isAllowed: (origin: string) => boolean) {
  return cors({
    origin: (origin) => (isAllowed(origin) ? origin : null),
    allowMethods: ['GET', 'POST'],
    allowHeaders: [
      'content-type',
      'authorization',
      'trpc-accept',
      REQUEST_ID_HEADER,
      SESSION_HEADER,
      GUEST_HEADER,
    ],
    exposeHeaders: [REQUEST_ID_HEADER, SESSION_HEADER, 'retry-after'],
    credentials: true,
    // Two hours is the longest that Chromium keeps a preflight.
    maxAge: 7200,
  });
}
