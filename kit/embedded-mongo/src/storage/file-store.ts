import { join } from 'node:path';
import type { RootDatabase } from 'lmdb';
import { open } from 'lmdb';
import type { FileStats } from './file-reserve.ts';
import { FileReserve } from './file-reserve.ts';
import type { StorageRange } from './key-space.ts';
import type { ReadView, StorageEntry } from './read-view.ts';
import type { PendingEntry } from './sorted-map.ts';
import { isStorageFull, StorageFullError } from './storage-full.ts';

/** Name of the data file inside the data directory. */
export const DATA_FILE = 'trastienda.mdb';

/**
 * Maximum number of read transactions. LMDB's default of 126 is too few for open cursors and
 * transactions.
 */
const MAX_READERS = 2000;

/** Minimum size of a commit: some pages of both trees. */
const MIN_COMMIT_BYTES = 64 * 1024;

/** Milliseconds to wait for lmdb-js to report why a commit failed. */
const CAUSE_MS = 100;

/** A held snapshot. Release it soon: until then LMDB cannot reuse pages freed since. */
interface HeldView extends ReadView {
  /** Counts the entries of the range by reading each. */
  count(range: StorageRange): number;
  release(): void;
}

/**
 * The data file: one ordered key space in LMDB. Reads use snapshots. Writes arrive as whole groups;
 * each group is one storage transaction, committed off the event loop.
 *
 * Uses queued puts inside `batch`, not `transaction(callback)`: that form runs the callback while a
 * worker thread waits for it, and never returned on one build of Node 20.
 */
export class FileStore {
  /** True when commits are flushed to disk. */
  readonly isSynced: boolean;
  private readonly dir: string;
  /** Absent for an unsynced store: its data is temporary. */
  private readonly reserve: FileReserve | undefined;
  private readonly database: RootDatabase<Buffer, Buffer>;

  /** @param isSynced false acknowledges commits before they are flushed to disk. */
  constructor(dir: string, isSynced: boolean) {
    this.isSynced = isSynced;
    this.dir = dir;
    // Windows allocates the whole file by itself.
    const hasReserve = isSynced && process.platform !== 'win32';
    this.reserve = hasReserve ? new FileReserve(dir, DATA_FILE) : undefined;
    this.database = open<Buffer, Buffer>({
      path: join(dir, DATA_FILE),
      noSubdir: true,
      keyEncoding: 'binary',
      encoding: 'binary',
      maxReaders: MAX_READERS,
      cache: false,
      // When enabled, a batch that fails (a full disk) leaves an unreachable promise behind, whose
      // rejection would end the process. The engine groups its writes itself.
      eventTurnBatching: false,
      // When enabled, a meta page may refer to pages that are not on disk yet, and LMDB compares
      // boot ids to detect a power cut. When disabled, the meta page is written last, as in
      // original LMDB. The speed is the same, since the engine runs one commit at a time.
      overlappingSync: false,
      ...(isSynced ? {} : { noSync: true }),
    });
  }

  /** Returns a snapshot of the latest committed state. */
  snapshot(): HeldView {
    const database = this.database;
    // The read transaction that lmdb-js caches for the current iteration of the event loop may be
    // older than the last commit. A client must see its acknowledged write.
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
   * Commits writes as one transaction. Resolves when it is on disk and visible to snapshots.
   *
   * @throws {StorageFullError} when the disk has too little space.
   */
  async commit(writes: Iterable<PendingEntry>): Promise<void> {
    const database = this.database;
    const all = [...writes];
    await this.reserve?.ensure(all, readStats(database.getStats()));
    // Copy-on-write needs space even for a small commit.
    let bytes = MIN_COMMIT_BYTES;
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
      throw new StorageFullError('The disk is full.', { cause });
    }
  }

  async close(): Promise<void> {
    await this.database.close();
  }
}

/** Reads the untyped statistics of lmdb-js. */
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

/**
 * Returns the cause of a failed commit, which lmdb-js delivers by a promise that it rejects later.
 */
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
