import type { EdgeEnvironment } from '../environment.ts';
import { allowPage } from './allow-page.ts';
import { REQUEST_ID_HEADER } from './request-id.ts';

const MESSAGE = 'The server cannot be reached; try again later.';

/** The reason that clients know for a server that cannot answer now. */
const FAILURE = {
  reason: 'SERVER_BUSY',
  isRetryable: true,
  details: {},
  fields: {},
  issues: [],
} as const;

/**
 * Returns the response in place of a server that cannot be reached: a failure in the shape of its
 * calls, or flat below `/api`, so that clients read it as any other. The pages of the Worker may read it.
 */
export function unavailable(
  request: Request,
  requestId: string,
  { pageOrigins }: EdgeEnvironment,
): Response {
  const { pathname } = new URL(request.url);
  const isRest = pathname.startsWith('/api/');
  const data = { code: 'SERVICE_UNAVAILABLE', httpStatus: 503, path: null, ...FAILURE, requestId };
  const body = isRest
    ? { ...FAILURE, message: MESSAGE, requestId }
    : { error: { message: MESSAGE, code: -32603, data } };
  const headers = new Headers({
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'retry-after': '1',
    [REQUEST_ID_HEADER]: requestId,
  });
  const origin = request.headers.get('origin');
  if (origin !== null && pageOrigins.has(origin)) allowPage(headers, origin, pageOrigins);
  return new Response(JSON.stringify(body), { status: 503, headers });
}
