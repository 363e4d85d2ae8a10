import { open, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { PendingEntry } from './sorted-map.ts';
import { isFull, StorageFullError } from './storage-full.ts';

/** LMDB's statistics of its file before a commit. */
export interface FileStats {
  readonly pageSize: number;
  readonly lastPageNumber: number;
  readonly treeDepth: number;
  readonly treeBranchPageCount: number;
  readonly treeLeafPageCount: number;
}

/** Growth step of the file, so that small commits seldom extend it. */
const STEP_BYTES = 256 * 1024;
/** Maximum size allocated ahead of a commit. Space beyond that is only checked, not allocated. */
const MAX_AHEAD_BYTES = 16 * 1024 * 1024;
/** Pages reserved for the list of free pages, with a margin. */
const SPARE_PAGES = 16;

/** Estimates the maximum number of bytes that a commit adds to the file. */
function neededBytes(writes: readonly PendingEntry[], stats: FileStats): number {
  const { pageSize, treeDepth, treeBranchPageCount, treeLeafPageCount } = stats;
  let inLeaves = 0;
  let overflow = 0;
  for (const { key, value } of writes) {
    const bytes = key.length + (value?.length ?? 0);
    // LMDB stores a value in overflow pages when fewer than two such values fit into one page.
    if (bytes > pageSize / 2 - 64) overflow += Math.ceil((bytes + 64) / pageSize);
    else inLeaves += bytes + 16;
  }
  // Copy-on-write rewrites each page on the path to an entry. Page splits leave half-filled pages.
  const paths = writes.length * (treeDepth + 1);
  const rewritten = Math.min(paths, treeBranchPageCount + treeLeafPageCount);
  const added = 2 * Math.ceil(inLeaves / pageSize);
  return (rewritten + added + overflow + treeDepth + SPARE_PAGES) * pageSize;
}

/**
 * Allocates disk space for a commit at the end of the file before LMDB writes. A write of LMDB that
 * fails on a full disk corrupts the process's memory: lmdb-js 3.5 prints its error message into a
 * buffer that is too small.
 */
export class FileReserve {
  private readonly path: string;
  private readonly dir: string;
  /** End of the allocated space. */
  private allocated = 0;

  constructor(dir: string, file: string) {
    this.dir = dir;
    this.path = join(dir, file);
  }

  /**
   * Allocates space for the writes.
   *
   * @throws {StorageFullError} when the disk has too little space.
   */
  async ensure(writes: readonly PendingEntry[], stats: FileStats): Promise<void> {
    const used = (stats.lastPageNumber + 1) * stats.pageSize;
    const needed = neededBytes(writes, stats);
    const ahead = Math.min(needed, MAX_AHEAD_BYTES);
    if (this.allocated < used + ahead) await this.extend(used, ahead);
    const beyond = used + needed - this.allocated;
    if (beyond > 0) await this.checkDisk(beyond);
  }

  private async extend(used: number, ahead: number): Promise<void> {
    const file = await open(this.path, 'r+');
    try {
      // Appends only: existing bytes are never overwritten.
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
      // A partial allocation may suffice.
      if (isFull(error) && this.allocated < used + ahead) {
        throw new StorageFullError('The disk is full.', { cause: error });
      }
      if (!isFull(error)) throw error;
    } finally {
      await file.close();
    }
  }

  private async checkDisk(bytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.dir);
    if (bavail * bsize >= bytes) return;
    throw new StorageFullError('The disk has too little space for the data.');
  }
}
