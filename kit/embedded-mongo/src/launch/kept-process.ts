import { connect, type Socket } from 'node:net';
import type { OpenEmbeddedMongoOptions, OpenedEmbeddedMongo } from './child-process.ts';
import { openWithSignal } from './child-process.ts';

/** Options of {@link keepEmbeddedMongo}. */
export interface KeepEmbeddedMongoOptions extends OpenEmbeddedMongoOptions {
  /** Seconds during which a failed reopen is retried. Default: 60. */
  readonly reopenSeconds?: number;
  /** Called when the database's process has ended, before it is reopened. */
  readonly onAway?: () => void;
  /** Called when the database listens again at the same address. */
  readonly onReopened?: () => void;
  /** Called once when the database is given up. No further attempt follows. */
  readonly onLost: (error: Error) => void;
}

/** A shared database that is reopened when its process exits. */
export interface KeptEmbeddedMongo extends OpenedEmbeddedMongo {
  /** Stops watching the process: it is no longer reopened when it exits. */
  close(): void;
}

const DEFAULT_REOPEN_SECONDS = 60;
const RETRY_MS = 500;
/** Gives the database up when its process exits more often than this within `EXIT_WINDOW_MS`. */
const MAX_EXITS = 5;
const EXIT_WINDOW_MS = 60_000;

/**
 * Opens the database of a directory like `openEmbeddedMongo`, and reopens it at the same address
 * whenever its process exits. Drivers reconnect by themselves. When several processes keep one
 * database, one of them restarts it.
 *
 * Calls `onLost` when the database cannot be reopened in time, exits again and again, or comes back
 * at another port because its own was taken.
 */
export async function keepEmbeddedMongo(
  options: KeepEmbeddedMongoOptions,
): Promise<KeptEmbeddedMongo> {
  const opened = await openWithSignal(options, undefined);
  const keeper = new Keeper(options, opened.uri);
  keeper.watch();
  return { ...opened, close: () => keeper.close() };
}

class Keeper {
  private readonly options: KeepEmbeddedMongoOptions;
  private readonly uri: string;
  private readonly closer = new AbortController();
  private readonly exits: number[] = [];
  private socket: Socket | undefined;

  constructor(options: KeepEmbeddedMongoOptions, uri: string) {
    this.options = options;
    this.uri = uri;
  }

  /** Watches the process through an open connection, which closes as soon as the process exits. */
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
    const failure = this.exitsTooOften()
      ? new Error(`Its process ended ${MAX_EXITS + 1} times within ${EXIT_WINDOW_MS / 1000} s.`)
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

  private exitsTooOften(): boolean {
    const now = Date.now();
    this.exits.push(now);
    while ((this.exits[0] ?? now) < now - EXIT_WINDOW_MS) this.exits.shift();
    return this.exits.length > MAX_EXITS;
  }

  /**
   * Reopens the database. Returns the error that ended the attempts, or `undefined` when it is back
   * or this keeper was closed.
   */
  private async tryToReopen(): Promise<Error | undefined> {
    const { options, uri } = this;
    const { signal } = this.closer;
    const deadline = Date.now() + (options.reopenSeconds ?? DEFAULT_REOPEN_SECONDS) * 1000;
    while (!signal.aborted) {
      try {
        // The directory held a database a moment ago, so an empty one must not become a new
        // database.
        const now = await openWithSignal({ ...options, mustExist: true }, signal);
        if (now.uri === uri) return undefined;
        return new Error(
          `It came back at ${now.uri} instead of ${uri}, because another program has taken the port.`,
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
