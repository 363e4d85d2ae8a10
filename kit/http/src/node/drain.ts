import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createRunningWork, endsWithin, type RunningWork } from '../serving/running-work.ts';

/**
 * Time of an event stream to end by itself. One whose client does not read never does: its source
 * waits for room, and the socket for the client.
 */
const STREAM_END_MS = 1000;

/** Turns of the event loop in which sockets are read that a busy server has not come to. */
const READING_TURNS = 3;

export interface Drain {
  /** Makes `close` wait for this work too. */
  readonly track: RunningWork['track'];
  /** Marks the response of an event stream, which does not hold up `close`. */
  readonly markStream: (response: ServerResponse) => void;
  /**
   * Stops accepting connections and waits for running calls, and for those that have arrived but were
   * not read yet. Idle sockets are closed at once, those of event streams within a second, and all
   * others after `withinMs`. Resolves to false when calls were cut off; a stream is none, because its
   * client continues on another connection.
   */
  close(withinMs: number): Promise<boolean>;
}

/**
 * Tracks the sockets of a server and their calls. `server.close()` alone would wait for sockets
 * that have connected without sending a request.
 */
export function drain(server: Server): Drain {
  const calls = new Map<Socket, Set<ServerResponse>>();
  const streams = new Set<ServerResponse>();
  const work = createRunningWork();
  let isClosing = false;
  let streamEndMs = STREAM_END_MS;

  const endStream = (response: ServerResponse) => {
    const timer = setTimeout(() => response.destroy(), streamEndMs);
    response.once('close', () => clearTimeout(timer));
  };

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
    markStream(response) {
      if (response.destroyed) return;
      streams.add(response);
      response.once('close', () => streams.delete(response));
      if (isClosing) endStream(response);
    },
    async close(withinMs) {
      isClosing = true;
      streamEndMs = Math.min(STREAM_END_MS, withinMs / 2);
      for (const response of streams) endStream(response);
      // Stops listening alone: `server.close()` would also close sockets whose requests are not read yet.
      const closed = new Promise<void>((resolve) => {
        NetServer.prototype.close.call(server, () => resolve());
      });
      for (const response of [...calls.values()].flatMap((responses) => [...responses])) {
        if (!response.headersSent) response.setHeader('connection', 'close');
      }
      for (let turn = 0; turn < READING_TURNS; turn += 1) await nextTurn();
      for (const socket of calls.keys()) closeWhenIdle(socket);
      const isDrained = await endsWithin(Promise.all([closed, work.done()]), withinMs);
      if (!isDrained) server.closeAllConnections();
      return isDrained;
    },
  };
}
