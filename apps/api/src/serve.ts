import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import { drain } from './drain.ts';

export interface ServeOptions {
  readonly app: { fetch(request: Request, env: object): Response | Promise<Response> };
  readonly host: string;
  /** 0 lets the system pick a free one. */
  readonly port: number;
  /** How long running calls may go on after `close()`. */
  readonly graceSeconds: number;
  readonly requestTimeoutSeconds: number;
  /** Called once, after the last call; closes what the calls use, in that many milliseconds. */
  readonly onClose: (withinMs: number) => Promise<void>;
  readonly log: Logger;
}

export interface RunningServer {
  /** Where it can be called, with the real port. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops accepting, lets running calls finish, then closes the rest. Resolves to false when calls
   * had to be cut off or the rest did not close in time. Calling it again gives the same promise.
   */
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

/** Resolves when the server listens. Throws `ListenError`. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { app, host, log } = options;
  const listener = getRequestListener((request, env) => drained.track(app.fetch(request, env)), {
    hostname: host,
  });
  const server = createServer(
    {
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
    },
    listener,
  );
  const drained = drain(server);
  const address = await listen(server, host, options.port);
  server.on('error', (error) => log.error({ err: error }, 'server error'));

  let closing: Promise<boolean> | undefined;
  const close = async () => {
    const deadline = performance.now() + options.graceSeconds * 1000;
    const isDrained = await drained.close(options.graceSeconds * 1000);
    if (!isDrained) log.warn('calls were cut off at the end of the grace period');
    // Even when calls have used up the time, the database gets a moment to close in order.
    const restMs = Math.max(1000, deadline - performance.now());
    const isClosed = await closeInTime(options.onClose, restMs, log);
    return isDrained && isClosed;
  };
  return {
    url: urlOf(address),
    port: address.port,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

async function closeInTime(
  onClose: ServeOptions['onClose'],
  withinMs: number,
  log: Logger,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('It did not close in time.')), withinMs);
  });
  try {
    await Promise.race([onClose(withinMs), expired]);
    return true;
  } catch (error) {
    log.error({ err: error }, 'closing failed');
    return false;
  } finally {
    clearTimeout(timer);
  }
}
