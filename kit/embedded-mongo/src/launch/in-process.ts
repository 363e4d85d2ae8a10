import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from '../server/server.ts';
import type { Stats } from '../storage/counters.ts';
import { cannotWrite } from '../storage/directory-error.ts';
import { DirectoryLock } from './directory-lock.ts';
import { ensureDirectory } from './ensure-directory.ts';

/** Options of {@link startEmbeddedMongo}. */
export interface EmbeddedMongoOptions {
  /** Data directory, created when it does not exist. Default: a temporary directory. */
  readonly dir?: string;
  /** Port on 127.0.0.1. Default: the port of the directory's last server, or any free port. */
  readonly port?: number;
  /**
   * Flushes writes to disk before they are acknowledged. Default: true with `dir`; false without,
   * since a temporary directory need not survive a power cut.
   */
  readonly fsync?: boolean;
  /**
   * Fails when the directory is empty, instead of creating a database there. Implied for a
   * directory that a server has listened on before.
   */
  readonly mustExist?: boolean;
  /** Seconds between two deletions of expired documents (TTL indexes). Default: 60. */
  readonly ttlSeconds?: number;
  /** Seconds before an open transaction is aborted. Default: 60. */
  readonly transactionLifetimeSeconds?: number;
  /**
   * Size limit of the commit log, from which change streams resume. The oldest entries are removed
   * above this size (default 64 MiB) or above `logMaxAgeSeconds` (default one day).
   */
  readonly logMaxBytes?: number;
  readonly logMaxAgeSeconds?: number;
  /**
   * Receives one sentence per change made to open an existing directory: an upgraded format, or
   * indexes rebuilt because another Node's collation tables had built them.
   */
  readonly onNotice?: (text: string) => void;
}

/** A database server in this process. */
export interface EmbeddedMongo {
  readonly uri: string;
  readonly port: number;
  /** Returns the work counted since the start or the last `resetStats`. */
  stats(): Stats;
  resetStats(): void;
  /** Returns the milliseconds since the last connection or command ended; 0 while there is one. */
  idleMs(): number;
  /** Closes all connections and the data file. Removes the directory if it is temporary. */
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
  if (!isTemporary) await ensureDirectory(dir);
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
