import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Drain, drain } from './drain.ts';

export interface PortOptions {
  /** Address to listen on; by default only this machine reaches it. */
  readonly host?: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** How long a client may take to send a request; 60 by default. */
  readonly requestTimeoutSeconds?: number;
}

/** A listening port, before there is an application. */
export interface OpenPort {
  /** URL with the actual port. */
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  readonly drained: Drain;
  /** Passes all further requests to a listener. */
  handOver(listener: (request: IncomingMessage, response: ServerResponse) => void): void;
  /** Closes the port when the start fails. */
  close(): Promise<boolean>;
}

/** The server cannot listen; the message is for operators. */
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
  // A wildcard address is for listening, not for calling.
  const host = address === '0.0.0.0' || address === '::' ? 'localhost' : address;
  return `http://${family === 'IPv6' && host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Responds during the start, as `/readyz` does while the process is not ready. */
function answerStarting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' });
  response.end(JSON.stringify({ status: 'starting' }));
}

/**
 * Listens and responds 503 until an application takes over, so that a port in use is found before a
 * database is started.
 *
 * @throws {ListenError} when the port is in use or not permitted.
 */
export async function openPort({
  host = '127.0.0.1',
  port,
  requestTimeoutSeconds = 60,
}: PortOptions): Promise<OpenPort> {
  const server = createServer({
    // Limits how long a slow client (slowloris) holds a socket.
    headersTimeout: Math.min(15, requestTimeoutSeconds) * 1000,
    // The same for whole requests; uploads over slow lines need longer.
    requestTimeout: requestTimeoutSeconds * 1000,
    // Longer than the 60 s idle timeout of most load balancers: the side that sends requests should
    // close first, or it may send one into a closed socket.
    keepAliveTimeout: 65_000,
    // How often Node checks these timeouts (30 s by default).
    connectionsCheckingInterval: Math.min(5, requestTimeoutSeconds) * 1000,
    // Clients keep URLs below 8,000 characters; the rest is for the other headers.
    maxHeaderSize: 16 * 1024,
  });
  const drained = drain(server);
  server.on('request', answerStarting);
  const address = await listen(server, host, port);
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
