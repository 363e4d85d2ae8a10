import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Drain, drain } from './drain.ts';

export interface PortOptions {
  readonly host: string;
  /** 0 lets the system pick a free one. */
  readonly port: number;
  readonly requestTimeoutSeconds: number;
}

/** A port that listens, before there is an application to answer. */
export interface OpenPort {
  /** Where it can be called, with the real port. */
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  readonly drained: Drain;
  /** Hands all further requests to a listener. */
  handOver(listener: (request: IncomingMessage, response: ServerResponse) => void): void;
  /** Gives the port up, for a start that fails. */
  close(): Promise<boolean>;
}

/** The server cannot listen; the message is meant for the operator. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

function listenErrorOf(error: Error, host: string, port: number): ListenError {
  const code = 'code' in error ? error.code : undefined;
  const where = `${host}:${port}`;
  if (code === 'EADDRINUSE') {
    const message = `Another program already listens on ${where}. Set PORT to another number, or to 0 for any that is free.`;
    return new ListenError(message, { cause: error });
  }
  if (code === 'EACCES') {
    const message = `This user may not listen on ${where}. Ports below 1024 often need privileges; set PORT.`;
    return new ListenError(message, { cause: error });
  }
  return new ListenError(`Cannot listen on ${where}: ${error.message}`, { cause: error });
}

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

function urlOf({ address, family, port }: AddressInfo): string {
  // "Any interface" is where to listen, not where to call.
  const host = address === '0.0.0.0' || address === '::' ? 'localhost' : address;
  return `http://${family === 'IPv6' && host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Answers while the process starts, as `/readyz` does while it is not ready. */
function answerStarting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' });
  response.end(JSON.stringify({ status: 'starting' }));
}

/**
 * Listens, and answers 503 until an application takes over: a port that is taken is found before
 * a database is started for it.
 *
 * @throws {ListenError} when the port is taken or may not be used.
 */
export async function openPort(options: PortOptions): Promise<OpenPort> {
  const server = createServer({
    // A client that sends its headers drop by drop holds a socket for no longer than this.
    headersTimeout: Math.min(15, options.requestTimeoutSeconds) * 1000,
    // The same for a whole request; an upload over a slow line needs its time.
    requestTimeout: options.requestTimeoutSeconds * 1000,
    // Longer than the 60 s after which most load balancers give up an idle connection: the side
    // that sends requests should be the one that closes, or it may send one into a closed socket.
    keepAliveTimeout: 65_000,
    // Node looks for requests that take too long at this interval only (30 s by default).
    connectionsCheckingInterval: Math.min(5, options.requestTimeoutSeconds) * 1000,
    // The client keeps its URLs below 8,000 characters; the rest is for the other headers.
    maxHeaderSize: 16 * 1024,
  });
  const drained = drain(server);
  server.on('request', answerStarting);
  const address = await listen(server, options.host, options.port);
  return {
    url: urlOf(address),
    port: address.port,
    server,
    drained,
    handOver(listener) {
      server.off('request', answerStarting);
      server.on('request', listener);
    },
    close: () => drained.close(0),
  };
}
