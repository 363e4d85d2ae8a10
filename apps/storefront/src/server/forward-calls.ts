import { signAddress } from '@trastienda/shop-client';
import { proxy } from 'hono/proxy';
import type { Visitor } from './create-storefront.ts';

/** What the browser needs of the API under the origin of the pages: calls, pictures, files, links of emails. */
const FORWARDED = /^\/(?:(?:trpc|api|media|downloads|webhooks|demo)\/|newsletter\/unsubscribe\/.)/;

/** Claims about the caller's address, which only this process may make. */
const ADDRESS_CLAIMS = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'x-signed-address'];

export interface ForwardOptions {
  readonly apiUrl: string;
  readonly addressSecret: string | undefined;
  /** Aborted when this process stops: event streams end then, since they never would by themselves. */
  readonly stopping: AbortSignal;
}

const EVENT_STREAM = 'text/event-stream';

/** Returns a response whose event stream ends when the process stops; others are returned as they are. */
function endAtStop(response: Response, stopping: AbortSignal): Response {
  const isStream = response.headers.get('content-type')?.startsWith(EVENT_STREAM) ?? false;
  if (!isStream || response.body === null) return response;
  const body = response.body.pipeThrough(new TransformStream(), { signal: stopping });
  return new Response(body, response);
}

/** Returns whether a request is for the API. */
export function isForApi({ url }: Request): boolean {
  return FORWARDED.test(new URL(url).pathname);
}

/** Sends a request to the API, and its response back; both bodies are streamed. */
export async function forwardCall(
  request: Request,
  { address, requestId }: Visitor,
  { apiUrl, addressSecret, stopping }: ForwardOptions,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const headers = new Headers(request.headers);
  for (const name of ADDRESS_CLAIMS) headers.delete(name);
  headers.set('x-request-id', requestId);
  if (addressSecret === undefined) {
    if (address !== null) headers.set('x-forwarded-for', address);
  } else {
    const signed = await signAddress({ secret: addressSecret, address })();
    for (const [name, value] of Object.entries(signed)) if (value) headers.set(name, value);
  }
  headers.delete('host');
  const response = await proxy(`${apiUrl}${pathname}${search}`, {
    method: request.method,
    headers,
    body: request.body,
    signal: request.signal,
    redirect: 'manual',
    ...(request.body !== null && { duplex: 'half' as const }),
  });
  return endAtStop(response, stopping);
}
