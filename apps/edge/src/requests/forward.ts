import { REQUEST_ID_HEADER } from './request-id.ts';

/** Set by the platform, which replaces what a caller sends under this name. */
const CALLER_ADDRESS = 'cf-connecting-ip';

/** Claims of the caller about its address, of which the server would believe the last. */
const ADDRESS_CLAIMS = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'true-client-ip'];

/** The visitor's address, signed by a server that renders pages; only the server can check it. */
const SIGNED_ADDRESS = 'x-signed-address';

/** Sends a request, as `fetch` does. */
export type Send = (request: Request) => Promise<Response>;

export interface ForwardOptions {
  /** Origin of the server. */
  readonly origin: string;
  readonly requestId: string;
  readonly send: Send;
}

/** Adds what the server has to know of a caller: its id and address, and whom it calls for. */
export function describeCaller(headers: Headers, from: Headers, requestId: string): void {
  for (const name of ADDRESS_CLAIMS) headers.delete(name);
  const address = from.get(CALLER_ADDRESS);
  if (address !== null) headers.set('x-forwarded-for', address);
  const signed = from.get(SIGNED_ADDRESS);
  if (signed !== null) headers.set(SIGNED_ADDRESS, signed);
  headers.set(REQUEST_ID_HEADER, requestId);
}

/** Sends a request to the server, and its response back; both bodies are streamed. */
export async function forward(request: Request, options: ForwardOptions): Promise<Response> {
  const { origin, requestId, send } = options;
  const { pathname, search } = new URL(request.url);
  const headers = new Headers(request.headers);
  headers.delete(CALLER_ADDRESS);
  describeCaller(headers, request.headers, requestId);
  return send(
    new Request(`${origin}${pathname}${search}`, {
      method: request.method,
      headers,
      body: request.body,
      redirect: 'manual',
      signal: request.signal,
      ...(request.body !== null && { duplex: 'half' as const }),
    }),
  );
}
