import { join } from 'node:path';
import type { RootDatabase } from 'lmdb';
import { open } from 'lmdb';
import type { FileStats } from './file-reserve.ts';
import { FileReserve } from './file-reserve.ts';
import type { StorageRange } from './key-space.ts';
import type { ReadView, StorageEntry } from './read-view.ts';
import type { PendingEntry } from './sorted-map.ts';
import { isStorageFull, StorageFullError } from './storage-full.ts';

/** The name of the data file inside the data directory. */
export const DATA_FILE = 'trastienda.mdb';

/** LMDB's default of 126 would be reached by as many open cursors and transactions. */
const MAX_READERS = 2000;

/** What a commit takes at the least: some pages of both trees. */
const LEAST_COMMIT_BYTES = 64 * 1024;

/** How long to wait for the storage to say why it failed. */
const CAUSE_MS = 100;

/** A held snapshot; `release` it soon: as long as it is held, space freed since is not reused. */
interface HeldView extends ReadView {
  /** How many entries the range holds; takes a look at each. */
  count(range: StorageRange): number;
  release(): void;
}

/**
 * The file: one ordered key space in LMDB. Reads go through snapshots; writes are handed over as
 * whole groups, each one storage transaction, committed off the event loop.
 *
 * Writes are queued puts inside `batch`, not `transaction(callback)`: that form runs the callback
 * while a worker thread waits for it, and did not come back at all on one Node 20 build.
 */
export class FileStore {
  /** Whether commits wait for the disk. */
  readonly isSynced: boolean;
  private readonly dir: string;
  /** What is thrown away at the end, and written without waiting for the disk, needs none. */
  private readonly reserve: FileReserve | undefined;
  private readonly database: RootDatabase<Buffer, Buffer>;

  /** `isSynced` false leaves it to the operating system when bytes reach the disk. */
  constructor(dir: string, isSynced: boolean) {
    this.isSynced = isSynced;
    this.dir = dir;
    // Windows gives the file all of its room by itself.
    const hasReserve = isSynced && process.platform !== 'win32';
    this.reserve = hasReserve ? new FileReserve(dir, DATA_FILE) : undefined;
    this.database = open<Buffer, Buffer>({
      path: join(dir, DATA_FILE),
      noSubdir: true,
      keyEncoding: 'binary',
      encoding: 'binary',
      maxReaders: MAX_READERS,
      cache: false,
      // With it a batch that fails (a full disk) leaves a promise behind that nobody can reach;
      // its rejection would end the process. The engine groups its writes itself.
      eventTurnBatching: false,
      // With it the head of the file may name pages that are not on disk yet, and it takes the id of
      // the machine's boot to tell after a power cut. Without it the head is written last, as LMDB
      // was made, and at the same speed, since the engine has one commit under way at a time.
      overlappingSync: false,
      ...(isSynced ? {} : { noSync: true }),
    });
  }

  /** The latest committed state. */
  snapshot(): HeldView {
    const database = this.database;
    // The read transaction that lmdb-js keeps for the current event turn may be older than the
    // last commit; a client that was told of its write must see it.
    database.resetReadTxn();
    const transaction = database.useReadTransaction();
    let isReleased = false;
    return {
      epoch: 0,
      get: (key) => database.get(key, { transaction }),
      scan: (range, isReverse) => scanStore(database, range, isReverse, transaction),
      count: ({ start, end }) => database.getKeysCount({ start, end, transaction }),
      release: () => {
        if (isReleased) return;
        isReleased = true;
        transaction.done();
      },
    };
  }

  /**
   * Commits writes as one transaction; resolves when it is on disk and snapshots see it. Throws
   * {@link StorageFullError} when there is no room for it.
   */
  async commit(writes: Iterable<PendingEntry>): Promise<void> {
    const database = this.database;
    const all = [...writes];
    await this.reserve?.ensure(all, readStats(database.getStats()));
    // Every page that a write touches is written anew, so even a small commit needs some.
    let bytes = LEAST_COMMIT_BYTES;
    try {
      await database.batch(() => {
        for (const { key, value } of all) {
          bytes += key.length + (value?.length ?? 0);
          if (value) database.put(key, value);
          else database.remove(key);
        }
      });
    } catch (error) {
      const cause = await causeOf(error);
      if (!(await isStorageFull(cause, this.dir, bytes))) throw cause;
      throw new StorageFullError('There is no room left for the data.', { cause });
    }
  }

  async close(): Promise<void> {
    await this.database.close();
  }
}

/** What lmdb-js gives has no type. */
function readStats(stats: object): FileStats {
  const numberOf = (name: keyof FileStats): number => {
    const value: unknown = Reflect.get(stats, name);
    return typeof value === 'number' ? value : 0;
  };
  return {
    pageSize: numberOf('pageSize'),
    lastPageNumber: numberOf('lastPageNumber'),
    treeDepth: numberOf('treeDepth'),
    treeBranchPageCount: numberOf('treeBranchPageCount'),
    treeLeafPageCount: numberOf('treeLeafPageCount'),
  };
}

/** lmdb-js hides what went wrong behind a promise that it rejects a little later. */
async function causeOf(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !('commitError' in error)) return error;
  const hidden = Promise.resolve(error.commitError);
  hidden.catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<unknown>((resolve) => {
    timer = setTimeout(() => resolve(error), CAUSE_MS);
  });
  const cause = await Promise.race([hidden.then(() => error), late]).catch(
    (reason: unknown) => reason,
  );
  clearTimeout(timer);
  return cause;
}

type ReadTransaction = ReturnType<RootDatabase['useReadTransaction']>;

function scanStore(
  database: RootDatabase<Buffer, Buffer>,
  range: StorageRange,
  isReverse: boolean,
  transaction: ReadTransaction,
): Iterator<StorageEntry> {
  const rows = isReverse
    ? database.getRange({
        start: range.end,
        exclusiveStart: true,
        end: range.start,
        inclusiveEnd: true,
        reverse: true,
        transaction,
      })
    : database.getRange({ start: range.start, end: range.end, transaction });
  return rows[Symbol.iterator]();
}
