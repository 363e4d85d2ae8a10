import { connect, type Socket } from 'node:net';
import type { OpenEmbeddedMongoOptions, OpenedEmbeddedMongo } from './child-process.ts';
import { openUntil } from './child-process.ts';

/** How a shared database is kept open. */
export interface KeepEmbeddedMongoOptions extends OpenEmbeddedMongoOptions {
  /** For how long another attempt to reopen is begun when one has failed; default 60. */
  readonly reopenSeconds?: number;
  /** Called when the database's process has ended; it is being reopened. */
  readonly onAway?: () => void;
  /** Called when it listens again, at the same address. */
  readonly onReopened?: () => void;
  /** Called once, when it is given up; nothing is tried after that. */
  readonly onLost: (error: Error) => void;
}

/** A shared database that is reopened when its process ends. */
export interface KeptEmbeddedMongo extends OpenedEmbeddedMongo {
  /** Lets go of the database: from now on its end is nobody's business. */
  close(): void;
}

const DEFAULT_REOPEN_SECONDS = 60;
const RETRY_MS = 500;
/** A database that ends more often than this within a minute is given up. */
const MOST_ENDS = 5;
const ENDS_WITHIN_MS = 60_000;

/**
 * Opens the database of a directory as `openEmbeddedMongo` does, and reopens it when its process ends
 * for whatever reason, at the same address: clients that reconnect by themselves, as drivers do, go on
 * where they were. Several processes may keep one database; one of them starts it anew.
 *
 * It is given up when it cannot be reopened in time, ends again and again, or has come back at another
 * port because its own was taken meanwhile.
 */
export async function keepEmbeddedMongo(
  options: KeepEmbeddedMongoOptions,
): Promise<KeptEmbeddedMongo> {
  const opened = await openUntil(options, undefined);
  const keeper = new Keeper(options, opened.uri);
  keeper.watch();
  return { ...opened, close: () => keeper.close() };
}

class Keeper {
  private readonly options: KeepEmbeddedMongoOptions;
  private readonly uri: string;
  private readonly closer = new AbortController();
  private readonly ends: number[] = [];
  private socket: Socket | undefined;

  constructor(options: KeepEmbeddedMongoOptions, uri: string) {
    this.options = options;
    this.uri = uri;
  }

  /** An open connection tells at once when the process at its other end has gone. */
  watch(): void {
    const { hostname, port } = new URL(this.uri);
    const socket = connect({ host: hostname, port: Number(port) });
    this.socket = socket;
    socket.unref();
    socket.on('error', () => {});
    socket.once('close', () => void this.reopen());
  }

  close(): void {
    this.closer.abort();
    this.socket?.destroy();
  }

  private get isClosed(): boolean {
    return this.closer.signal.aborted;
  }

  private async reopen(): Promise<void> {
    if (this.isClosed) return;
    this.options.onAway?.();
    const failure = this.endsTooOften()
      ? new Error(`It has ended ${MOST_ENDS + 1} times within ${ENDS_WITHIN_MS / 1000} s.`)
      : await this.tryToReopen();
    if (this.isClosed) return;
    if (failure === undefined) {
      this.watch();
      this.options.onReopened?.();
      return;
    }
    this.close();
    const { dir } = this.options;
    const message = `The embedded database in ${dir} is lost. ${failure.message}`;
    this.options.onLost(new Error(message, { cause: failure }));
  }

  private endsTooOften(): boolean {
    const now = Date.now();
    this.ends.push(now);
    while ((this.ends[0] ?? now) < now - ENDS_WITHIN_MS) this.ends.shift();
    return this.ends.length > MOST_ENDS;
  }

  /** Gives why the database is given up; nothing when it is back, or nobody wants it any more. */
  private async tryToReopen(): Promise<Error | undefined> {
    const { options, uri } = this;
    const { signal } = this.closer;
    const deadline = Date.now() + (options.reopenSeconds ?? DEFAULT_REOPEN_SECONDS) * 1000;
    while (!signal.aborted) {
      try {
        // It was there a moment ago: an empty directory is no place to begin anew.
        const now = await openUntil({ ...options, mustExist: true }, signal);
        if (now.uri === uri) return undefined;
        return new Error(
          `It came back at ${now.uri} instead of ${uri}, as another program has taken the port.`,
        );
      } catch (error) {
        const failure = error instanceof Error ? error : new Error(String(error));
        if (Date.now() >= deadline) return failure;
      }
      await new Promise((next) => setTimeout(next, RETRY_MS));
    }
    return undefined;
  }
}
