import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface Drain {
  /** Makes `close` wait for this work too: a call may outlive the connection of its caller. */
  track<Result>(work: Result | Promise<Result>): Result | Promise<Result>;
  /**
   * Stops accepting connections and waits for running calls. Idle sockets are closed at once, all
   * others after `withinMs`. Resolves to false when calls were cut off.
   */
  close(withinMs: number): Promise<boolean>;
}

/**
 * Tracks the sockets of a server and their calls. `server.close()` alone would wait for sockets
 * that have connected without sending a request.
 */
export function drain(server: Server): Drain {
  const calls = new Map<Socket, Set<ServerResponse>>();
  const tracked = new Set<Promise<unknown>>();
  let isClosing = false;

  const closeWhenIdle = (socket: Socket) => {
    // `destroySoon` flushes the buffer first.
    if (isClosing && calls.get(socket)?.size === 0) socket.destroySoon();
  };
  server.on('connection', (socket: Socket) => {
    calls.set(socket, new Set());
    socket.once('close', () => calls.delete(socket));
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    if (isClosing) response.setHeader('connection', 'close');
    calls.get(socket)?.add(response);
    response.once('close', () => {
      calls.get(socket)?.delete(response);
      closeWhenIdle(socket);
    });
  });

  const workIsDone = async () => {
    while (tracked.size > 0) await Promise.allSettled(tracked);
  };

  return {
    track(work) {
      if (!(work instanceof Promise)) return work;
      tracked.add(work);
      const forget = () => void tracked.delete(work);
      work.then(forget, forget);
      return work;
    },
    async close(withinMs) {
      isClosing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const [socket, responses] of calls) {
        for (const response of responses) {
          if (!response.headersSent) response.setHeader('connection', 'close');
        }
        closeWhenIdle(socket);
      }
      let timer: NodeJS.Timeout | undefined;
      const expired = new Promise<boolean>((resolve) => {
        timer = setTimeout(() => resolve(false), withinMs);
      });
      const finished = Promise.all([closed, workIsDone()]).then(() => true);
      const isDrained = await Promise.race([finished, expired]);
      clearTimeout(timer);
      if (!isDrained) server.closeAllConnections();
      return isDrained;
    },
  };
}
