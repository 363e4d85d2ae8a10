import { cors } from 'hono/cors';
import { DEADLINE_HEADER } from '../deadline-header.ts';
import { REQUEST_ID_HEADER } from '../request-id.ts';

export interface CrossOriginOptions {
  readonly isAllowed: (origin: string) => boolean;
  readonly sessionHeader: string;
  readonly methods: readonly string[];
  /** Further request headers that pages may send. */
  readonly requestHeaders: readonly string[];
}

/**
 * Allows pages of exactly the origins that pass `isAllowed` to call the API and read responses,
 * with the session cookie. Whether the browser sends the cookie is up to the cookie's attributes.
 */
export function crossOrigin(options: CrossOriginOptions) {
  const { isAllowed, methods, sessionHeader, requestHeaders } = options;
  return cors({
    origin: (origin) => (isAllowed(origin) ? origin : null),
    allowMethods: [...methods],
    allowHeaders: [
      'content-type',
      'authorization',
      'cache-control',
      'idempotency-key',
      'last-event-id',
      'trpc-accept',
      REQUEST_ID_HEADER,
      DEADLINE_HEADER,
      sessionHeader,
      ...requestHeaders,
    ],
    exposeHeaders: [REQUEST_ID_HEADER, sessionHeader, 'retry-after'],
    credentials: true,
    // Two hours is the longest that Chromium keeps a preflight.
    maxAge: 7200,
  });
}
