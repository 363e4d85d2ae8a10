import { cors } from 'hono/cors';
import { GUEST_HEADER } from './guest-header.ts';
import { REQUEST_ID_HEADER } from './request-id.ts';
import { SESSION_HEADER } from './session-transport.ts';

/**
 * Lets pages of exactly the origins that `isAllowed` names call the API and read its answers, also as whoever is signed
 * in: the browser may send the session cookie along. Whether it does is up to the cookie.
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
