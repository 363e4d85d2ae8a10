import { open, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { PendingEntry } from './sorted-map.ts';
import { isFull, StorageFullError } from './storage-full.ts';

/** What LMDB says about its file before a commit. */
export interface FileStats {
  readonly pageSize: number;
  readonly lastPageNumber: number;
  readonly treeDepth: number;
  readonly treeBranchPageCount: number;
  readonly treeLeafPageCount: number;
}

/** What the file grows by, so that a small commit seldom has to. */
const STEP_BYTES = 256 * 1024;
/** As much as is written ahead; of what a commit needs beyond that, the disk must have room. */
const MOST_AHEAD_BYTES = 16 * 1024 * 1024;
/** Pages that a commit takes for its list of free pages, and then some. */
const SPARE_PAGES = 16;

/** How many bytes a commit may add to the file at most, about. */
function neededBytes(writes: readonly PendingEntry[], stats: FileStats): number {
  const { pageSize, treeDepth, treeBranchPageCount, treeLeafPageCount } = stats;
  let inLeaves = 0;
  let overflow = 0;
  for (const { key, value } of writes) {
    const bytes = key.length + (value?.length ?? 0);
    // LMDB gives a value pages of its own when less than two of them would fit into one.
    if (bytes > pageSize / 2 - 64) overflow += Math.ceil((bytes + 64) / pageSize);
    else inLeaves += bytes + 16;
  }
  // Each page on the way to an entry is written anew, and half-filled ones come of splitting.
  const paths = writes.length * (treeDepth + 1);
  const rewritten = Math.min(paths, treeBranchPageCount + treeLeafPageCount);
  const added = 2 * Math.ceil(inLeaves / pageSize);
  return (rewritten + added + overflow + treeDepth + SPARE_PAGES) * pageSize;
}

/**
 * Makes room for a commit behind what the file holds before LMDB begins to write: a write of its that
 * fails for want of room spoils the process's memory (lmdb-js 3.5 prints its complaint into too small a
 * buffer).
 */
export class FileReserve {
  private readonly path: string;
  private readonly dir: string;
  /** Up to here the file has room on the disk. */
  private allocated = 0;

  constructor(dir: string, file: string) {
    this.dir = dir;
    this.path = join(dir, file);
  }

  /** Throws {@link StorageFullError} when there is no room for the writes. */
  async ensure(writes: readonly PendingEntry[], stats: FileStats): Promise<void> {
    const used = (stats.lastPageNumber + 1) * stats.pageSize;
    const needed = neededBytes(writes, stats);
    const ahead = Math.min(needed, MOST_AHEAD_BYTES);
    if (this.allocated < used + ahead) await this.extend(used, ahead);
    const beyond = used + needed - this.allocated;
    if (beyond > 0) await this.checkDisk(beyond);
  }

  private async extend(used: number, ahead: number): Promise<void> {
    const file = await open(this.path, 'r+');
    try {
      // Nothing that is in the file is written over.
      let end = Math.max((await file.stat()).size, used);
      this.allocated = end;
      const target = Math.ceil((used + ahead) / STEP_BYTES) * STEP_BYTES;
      const zeros = Buffer.alloc(Math.min(STEP_BYTES, Math.max(target - end, 0)));
      while (end < target) {
        const { bytesWritten } = await file.write(
          zeros,
          0,
          Math.min(zeros.length, target - end),
          end,
        );
        end += bytesWritten;
        this.allocated = end;
      }
    } catch (error) {
      // What there is may do.
      if (isFull(error) && this.allocated < used + ahead) {
        throw new StorageFullError('There is no room left for the data.', { cause: error });
      }
      if (!isFull(error)) throw error;
    } finally {
      await file.close();
    }
  }

  private async checkDisk(bytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.dir);
    if (bavail * bsize >= bytes) return;
    throw new StorageFullError('There is no room left for so much data.');
  }
}
