import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface Drain {
  /** Makes `close` wait for this work too: a call goes on for a while when its caller has left. */
  track<Result>(work: Result | Promise<Result>): Result | Promise<Result>;
  /**
   * Stops accepting and waits for the calls that run. Sockets without a call are closed at once.
   * After `withinMs` the rest is cut off; resolves to whether that was not necessary.
   */
  close(withinMs: number): Promise<boolean>;
}

/**
 * Keeps the books of a server's sockets and the calls on them. `server.close()` alone leaves a
 * socket open that has connected and sent nothing yet, and would wait for it.
 */
export function drain(server: Server): Drain {
  const calls = new Map<Socket, Set<ServerResponse>>();
  const tracked = new Set<Promise<unknown>>();
  let isClosing = false;

  const closeWhenIdle = (socket: Socket) => {
    // `destroySoon` sends what is still in the buffer.
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
