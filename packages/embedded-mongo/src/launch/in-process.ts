import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from '../server/server.ts';
import type { Stats } from '../storage/counters.ts';
import { cannotWrite } from '../storage/directory-error.ts';
import { DirectoryLock } from './directory-lock.ts';
import { makeDirectory } from './make-directory.ts';

/** How an in-process database runs. */
export interface EmbeddedMongoOptions {
  /** The data directory, made when it does not exist. Without one, a temporary one is used. */
  readonly dir?: string;
  /** The port on 127.0.0.1; when absent that of the directory's last server, or any free one. */
  readonly port?: number;
  /**
   * Whether acknowledged writes are on disk. Default: true with `dir`, false without, as what is
   * thrown away at the end need not survive a power cut.
   */
  readonly fsync?: boolean;
  /**
   * True where there was a database, so that an empty directory is an error and not a place for a
   * new one. A directory that an earlier server has served from knows it by itself.
   */
  readonly mustExist?: boolean;
  /** How often documents of TTL indexes are removed; default 60. */
  readonly ttlSeconds?: number;
  /** How long a transaction may stay open; default 60. */
  readonly transactionLifetimeSeconds?: number;
  /**
   * How much of the commit log is kept for change streams to resume from: the oldest entries go
   * when it holds more bytes (default 64 MiB) or when they are older (default a day).
   */
  readonly logMaxBytes?: number;
  readonly logMaxAgeSeconds?: number;
  /**
   * Is told, in a sentence each, what was changed about an existing directory to open it: it was
   * of an older format, or indexes under a collation were made with another Node's string tables.
   */
  readonly onNotice?: (text: string) => void;
}

/** A database in this process. */
export interface EmbeddedMongo {
  readonly uri: string;
  readonly port: number;
  /** Work done since the start or the last `resetStats`. */
  stats(): Stats;
  resetStats(): void;
  /** For how long nobody has been connected and no command has run, in milliseconds. */
  idleMs(): number;
  /** Closes all connections and the data; removes the directory if it was a temporary one. */
  close(): Promise<void>;
}

const DEFAULT_TTL_SECONDS = 60;
const DEFAULT_TRANSACTION_SECONDS = 60;
const DEFAULT_LOG_BYTES = 64 * 1024 * 1024;
const DEFAULT_LOG_SECONDS = 24 * 60 * 60;

/**
 * Starts a database in this process, for tests and small tools.
 *
 * @example
 * const mongo = await startEmbeddedMongo();
 * const client = await MongoClient.connect(mongo.uri);
 * // …
 * await client.close();
 * await mongo.close();
 */
export async function startEmbeddedMongo(
  options: EmbeddedMongoOptions = {},
): Promise<EmbeddedMongo> {
  const isTemporary = options.dir === undefined;
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'trastienda-mongo-')));
  if (!isTemporary) await makeDirectory(dir);
  const lock = isTemporary ? undefined : await DirectoryLock.acquire(dir);
  const cleanUp = async (): Promise<void> => {
    await lock?.release();
    if (isTemporary) await rm(dir, { recursive: true, force: true });
  };
  try {
    const server = await Server.start({
      dir,
      port: options.port ?? 0,
      preferredPort: lock?.lastPort,
      mustExist: options.mustExist === true || lock?.lastPort !== undefined,
      fsync: options.fsync ?? !isTemporary,
      ttlSeconds: options.ttlSeconds ?? DEFAULT_TTL_SECONDS,
      transactionLifetimeSeconds: options.transactionLifetimeSeconds ?? DEFAULT_TRANSACTION_SECONDS,
      logMaxBytes: options.logMaxBytes ?? DEFAULT_LOG_BYTES,
      logMaxAgeSeconds: options.logMaxAgeSeconds ?? DEFAULT_LOG_SECONDS,
      onNotice: options.onNotice ?? (() => {}),
    });
    try {
      await lock?.announce(server.uri);
    } catch (error) {
      await server.close();
      throw cannotWrite(dir, error);
    }
    return {
      uri: server.uri,
      port: server.port,
      stats: () => server.stats(),
      resetStats: () => server.resetStats(),
      idleMs: () => server.idleMs(),
      close: async () => {
        await server.close();
        await cleanUp();
      },
    };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}
