import { cors } from 'hono/cors';
import { REQUEST_ID_HEADER } from './request-id.ts';

/**
 * Lets pages of exactly these origins call the API and read its answers. No credentials of the
 * browser are involved: a page presents a token of its own in `authorization`.
 */
export function crossOrigin(origins: readonly string[]) {
  return cors({
    origin: [...origins],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['content-type', 'authorization', 'trpc-accept', REQUEST_ID_HEADER],
    exposeHeaders: [REQUEST_ID_HEADER, 'retry-after'],
    // Two hours is the longest that Chromium keeps a preflight.
    maxAge: 7200,
  });
}
