import { rm, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { join } from 'node:path';

/** A commit found no room; nothing of it was written. */
export class StorageFullError extends Error {}

/** LMDB's own code for a file that may not grow any further. */
const MAP_FULL = -30_792;
const { ENOSPC, EDQUOT, EFBIG, EIO } = constants.errno;
/** No room on the disk, in the user's quota, or in the largest file that the process may write. */
const FULL: ReadonlySet<unknown> = new Set([
  ...[MAP_FULL, ENOSPC, EDQUOT, EFBIG],
  ...['ENOSPC', 'EDQUOT', 'EFBIG'],
]);

/** What a start tries as well: one name for all, as only the holder of the directory comes here. */
export const ROOM_FILE = 'draft.room';
/** A larger commit is tried with this much. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Whether the system said that there is no room. */
export function isFull(error: unknown): boolean {
  return FULL.has(codeOf(error));
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/**
 * Whether a commit of so many bytes failed for want of room. LMDB says "input/output error" when the
 * system took a part of a write: then the same is tried with a file beside it.
 */
export async function isStorageFull(error: unknown, dir: string, bytes: number): Promise<boolean> {
  if (codeOf(error) !== EIO) return isFull(error);
  const path = join(dir, ROOM_FILE);
  try {
    await writeFile(path, Buffer.alloc(Math.min(bytes, MOST_BYTES)));
    return false;
  } catch (failure) {
    return isFull(failure);
  } finally {
    await rm(path, { force: true });
  }
}
