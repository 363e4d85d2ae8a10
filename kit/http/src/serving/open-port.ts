/** What a server knows of a request beside the request. */
export interface RequestBindings {
  /** Remote address of the socket; undefined when it is closed. */
  readonly socketAddress?: string | undefined;
}

/** Answers requests, as `fetch` of a Hono application does. */
export type Answer = (request: Request, bindings: RequestBindings) => Response | Promise<Response>;

export interface PortOptions {
  /** Address to listen on; by default only this machine reaches it. */
  readonly host?: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** How long a client may take to send a request; 60 by default. */
  readonly requestTimeoutSeconds?: number;
}

/** A listening port, before there is an application; it answers 503 meanwhile. */
export interface OpenPort {
  /** URL with the actual port. */
  readonly url: string;
  readonly port: number;
  /** Passes all further requests to an application. `onError` is called for errors of the server. */
  handOver(answer: Answer, onError: (error: Error) => void): void;
  /**
   * Stops accepting connections and waits for running calls, also for those whose caller has
   * disconnected. Idle connections are closed at once, all others after `withinMs`, 0 by default.
   * Resolves to false when calls were cut off. On Node, an event stream that has not ended after a
   * second, because its client does not read, is closed and does not count as a call.
   */
  close(withinMs?: number): Promise<boolean>;
}

/**
 * Listens and responds 503 until an application takes over, so that a port in use is found before a
 * database is started.
 *
 * @throws {ListenError} when the port is in use or not permitted.
 */
export type OpenPortFunction = (options: PortOptions) => Promise<OpenPort>;

/** Default of `requestTimeoutSeconds`. */
export const REQUEST_TIMEOUT_SECONDS = 60;

/**
 * Idle time of a connection. Longer than the 60 s of most load balancers: the side that sends
 * requests should close first, or it may send one into a closed socket.
 */
export const KEEP_ALIVE_SECONDS = 65;

/** The server cannot listen; the message is for operators. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/** Returns the error for operators; runtimes use the codes of the system alike. */
export function listenErrorOf(error: unknown, host: string, port: number): ListenError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const where = `${host}:${port}`;
  if (code === 'EADDRINUSE') {
    const message = `Another program already listens on ${where}. Set PORT to another number, or to 0 for any that is free.`;
    return new ListenError(message, { cause: error });
  }
  if (code === 'EACCES') {
    const message = `This user may not listen on ${where}. Ports below 1024 often need privileges; set PORT.`;
    return new ListenError(message, { cause: error });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new ListenError(`Cannot listen on ${where}: ${reason}`, { cause: error });
}

/** Returns the URL of a listening address. */
export function urlOf(address: string, port: number): string {
  // A wildcard address is for listening, not for calling.
  const host = address === '0.0.0.0' || address === '::' ? 'localhost' : address;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function notReady(body: object): Response {
  const headers = { 'content-type': 'application/json', 'retry-after': '1' };
  return new Response(JSON.stringify(body), { status: 503, headers });
}

/** Responds during the start, as `/readyz` does while the process is not ready. */
export const answerStarting = (): Response => notReady({ status: 'starting' });

/** Responds during a drain, as `/readyz` does. */
export const answerStopping = (): Response =>
  notReady({ status: 'unavailable', reason: 'SHUTTING_DOWN' });
