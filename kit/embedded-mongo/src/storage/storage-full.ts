import { rm, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { join } from 'node:path';

/** The disk has too little space for a commit. Nothing of it was written. */
export class StorageFullError extends Error {}

/** LMDB's error code for a file that reached its maximum size. */
const MAP_FULL = -30_792;
const { ENOSPC, EDQUOT, EFBIG, EIO } = constants.errno;
/** Errors for a full disk, an exceeded quota, or the process's file size limit. */
const FULL: ReadonlySet<unknown> = new Set([
  ...[MAP_FULL, ENOSPC, EDQUOT, EFBIG],
  ...['ENOSPC', 'EDQUOT', 'EFBIG'],
]);

/**
 * Name of the file that probes for disk space, here and at the start. It is fixed, since only the
 * holder of the directory creates it.
 */
export const PROBE_FILE = 'draft.room';
/** Maximum size of the probe, also for larger commits. */
const MAX_PROBE_BYTES = 64 * 1024 * 1024;

/** True when the error means that the disk is full. */
export function isFull(error: unknown): boolean {
  return FULL.has(codeOf(error));
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/**
 * Returns true when a commit of this size failed because the disk is full. LMDB reports
 * "input/output error" after a partial write. A probe file of the same size then shows whether
 * space was missing.
 */
export async function isStorageFull(error: unknown, dir: string, bytes: number): Promise<boolean> {
  if (codeOf(error) !== EIO) return isFull(error);
  const path = join(dir, PROBE_FILE);
  try {
    await writeFile(path, Buffer.alloc(Math.min(bytes, MAX_PROBE_BYTES)));
    return false;
  } catch (failure) {
    return isFull(failure);
  } finally {
    await rm(path, { force: true });
  }
}
