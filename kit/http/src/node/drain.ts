import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createRunningWork, endsWithin, type RunningWork } from '../serving/running-work.ts';

export interface Drain {
  /** Makes `close` wait for this work too. */
  readonly track: RunningWork['track'];
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
  const work = createRunningWork();
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

  return {
    track: work.track,
    async close(withinMs) {
      isClosing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const [socket, responses] of calls) {
        for (const response of responses) {
          if (!response.headersSent) response.setHeader('connection', 'close');
        }
        closeWhenIdle(socket);
      }
      const isDrained = await endsWithin(Promise.all([closed, work.done()]), withinMs);
      if (!isDrained) server.closeAllConnections();
      return isDrained;
    },
  };
}
