import type { DestinationStream } from 'pino';

/** Text that is written before the turn ends: it takes memory. */
const MAX_LENGTH = 64 * 1024;

/** A stream of gathered lines. pino calls `flushSync` after a fatal line. */
export interface TurnStream extends DestinationStream {
  /** Writes the gathered lines now. */
  flushSync(): void;
}

/**
 * Gathers the lines of a turn of the event loop and writes them at its end: each write is a call of the
 * operating system, which costs more than a line does. What is left when the process exits is written then.
 */
export function writeByTurn(destination: DestinationStream): TurnStream {
  let gathered = '';
  let isDue = false;

  function flush(): void {
    const text = gathered;
    gathered = '';
    if (text !== '') destination.write(text);
  }

  process.on('exit', flush);
  return {
    write(line) {
      gathered += line;
      if (gathered.length >= MAX_LENGTH) return flush();
      if (isDue) return;
      isDue = true;
      setImmediate(() => {
        isDue = false;
        flush();
      });
    },
    flushSync: flush,
  };
}
