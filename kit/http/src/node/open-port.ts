import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { mediaTypeOf, STREAM_TYPE } from '../bodies/called-paths.ts';
import {
  type Answer,
  answerStarting,
  KEEP_ALIVE_SECONDS,
  ListenError,
  listenErrorOf,
  type OpenPort,
  type PortOptions,
  REQUEST_TIMEOUT_SECONDS,
  type RequestBindings,
  urlOf,
} from '../serving/open-port.ts';
import { drain } from './drain.ts';

function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => reject(listenErrorOf(error, host, port));
    server.once('error', onError);
    server.listen(port, host, () => {
      server.off('error', onError);
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address);
      else reject(new ListenError(`${host} is not an address of the network.`));
    });
  });
}

/**
 * Announces the end of the connection where reading a body was given up, because it is too large: the
 * rest may not arrive, so that a next request on this connection would fail. Bodies that were not
 * read at all are skipped.
 */
function closeUnread(
  { headers }: Response,
  { complete, readableDidRead }: Pick<IncomingMessage, 'complete' | 'readableDidRead'>,
): void {
  if (readableDidRead && !complete) headers.set('connection', 'close');
}

/** Knows the address of a request's socket once it is asked for. */
class SocketBindings implements RequestBindings {
  readonly #incoming: { readonly socket: Pick<Socket, 'remoteAddress'> };

  constructor(incoming: { readonly socket: Pick<Socket, 'remoteAddress'> }) {
    this.#incoming = incoming;
  }

  get socketAddress(): string | undefined {
    return this.#incoming.socket.remoteAddress;
  }
}

/**
 * Listens with Node's server; see `OpenPortFunction`.
 *
 * @throws {ListenError} when the port is in use or not permitted.
 */
export async function openPort({
  host = '127.0.0.1',
  port,
  requestTimeoutSeconds = REQUEST_TIMEOUT_SECONDS,
}: PortOptions): Promise<OpenPort> {
  const server = createServer({
    // Limits how long a slow client (slowloris) holds a socket.
    headersTimeout: Math.min(15, requestTimeoutSeconds) * 1000,
    // The same for whole requests; uploads over slow lines need longer.
    requestTimeout: requestTimeoutSeconds * 1000,
    keepAliveTimeout: KEEP_ALIVE_SECONDS * 1000,
    // How often Node checks these timeouts (30 s by default).
    connectionsCheckingInterval: Math.min(5, requestTimeoutSeconds) * 1000,
    // Clients keep URLs below 8,000 characters; the rest is for the other headers.
    maxHeaderSize: 16 * 1024,
  });
  const drained = drain(server);
  let answer: Answer = answerStarting;
  const address = await listen(server, host, port);
  const url = urlOf(address.address, address.port);
  server.on(
    'request',
    getRequestListener(
      (request, { incoming, outgoing }) => {
        const bindings = new SocketBindings(incoming);
        const respond = async (): Promise<Response> => {
          const response = await answer(request, bindings);
          closeUnread(response, incoming);
          const isStream = mediaTypeOf(response) === STREAM_TYPE;
          if (isStream && outgoing instanceof ServerResponse) drained.markStream(outgoing);
          return response;
        };
        return drained.track(respond());
      },
      { hostname: new URL(url).hostname },
    ),
  );
  return {
    url,
    port: address.port,
    handOver(next, onError) {
      server.on('error', onError);
      answer = next;
    },
    close: (withinMs = 0) => drained.close(withinMs),
  };
}
