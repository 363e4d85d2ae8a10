import type { FileHandle } from 'node:fs/promises';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cannotWrite, DataDirectoryError, lostData, textOf } from './directory-error.ts';
import { DATA_FILE } from './file-store.ts';
import { ROOM_FILE } from './storage-full.ts';

/**
 * Places in LMDB's first meta page, in bytes (`MDB_page` and `MDB_meta` of mdb.c). All numbers are
 * little-endian on the machines that this runs on.
 */
const At = {
  magic: 24,
  version: 28,
  pageSize: 48,
  freeRoot: 88,
  mainRoot: 136,
  lastPage: 144,
  transaction: 152,
} as const;
const META_BYTES = 160;
const MAGIC = 0xbeefc0de;
const MIN_PAGE = 512;
const MAX_PAGE = 65_536;
/** Pages at the end that were given back before they were ever written may be missing. */
const MAX_MISSING_PAGES = 16;
/** The two meta pages. */
const MIN_PAGES = 2;
/** A place for each of `MAX_READERS`, of 64 bytes, behind LMDB's own. */
const LOCK_BYTES = 136 * 1024;
/** As much as LMDB wants to begin with: its lock file, its head and a first commit. */
const ROOM_BYTES = 256 * 1024;
/** What LMDB writes where a tree has no root, as it is empty. */
const NO_PAGE = 0xffff_ffff_ffff_ffffn;

interface Meta {
  readonly pageSize: number;
  /** The pages that the two trees begin at: free pages, and the data. */
  readonly roots: readonly bigint[];
  readonly lastPage: bigint;
  readonly transaction: bigint;
}

async function readMeta(file: FileHandle, position: number): Promise<Meta | undefined> {
  const bytes = Buffer.alloc(META_BYTES);
  const { bytesRead } = await file.read(bytes, 0, META_BYTES, position);
  if (bytesRead < META_BYTES || bytes.readUInt32LE(At.magic) !== MAGIC) return undefined;
  const pageSize = bytes.readUInt32LE(At.pageSize);
  const isPowerOfTwo = (pageSize & (pageSize - 1)) === 0;
  if (pageSize < MIN_PAGE || pageSize > MAX_PAGE || !isPowerOfTwo) return undefined;
  return {
    pageSize,
    roots: [bytes.readBigUInt64LE(At.freeRoot), bytes.readBigUInt64LE(At.mainRoot)],
    lastPage: bytes.readBigUInt64LE(At.lastPage),
    transaction: bytes.readBigUInt64LE(At.transaction),
  };
}

/**
 * Tries what LMDB is about to do to the directory, since the process would end without a word when
 * LMDB cannot: its files must be writable, and there must be room. Throws {@link DataDirectoryError}.
 */
export async function checkDirectory(dir: string): Promise<void> {
  for (const name of [DATA_FILE, `${DATA_FILE}-lock`]) {
    const path = join(dir, name);
    try {
      await (await open(path, 'r+')).close();
    } catch (error) {
      if (!isMissing(error))
        throw new DataDirectoryError(`${path} cannot be opened: ${textOf(error)}`, {
          cause: error,
        });
    }
  }
  await fillLockFile(join(dir, `${DATA_FILE}-lock`)).catch((error: unknown) => {
    throw cannotWrite(dir, error);
  });
  // One name for all: what a kill leaves behind is written over, and only the holder comes here.
  const probe = join(dir, ROOM_FILE);
  try {
    await writeFile(probe, Buffer.alloc(ROOM_BYTES));
  } catch (error) {
    throw cannotWrite(dir, error);
  } finally {
    await rm(probe, { force: true });
  }
}

/**
 * Gives LMDB's table of readers its place on the disk. LMDB makes a file with holes, and a reader that
 * met one on a full disk would end the process.
 */
async function fillLockFile(path: string): Promise<void> {
  const present = await readFile(path).catch((error: unknown) => {
    if (isMissing(error)) return Buffer.alloc(0);
    throw error;
  });
  const padding = Buffer.alloc(Math.max(LOCK_BYTES - present.length, 0));
  const file = await open(path, present.length > 0 ? 'r+' : 'w');
  try {
    const bytes = Buffer.concat([present, padding]);
    await file.write(bytes, 0, bytes.length, 0);
  } finally {
    await file.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/**
 * Looks at the head of an existing data file before LMDB does: mapping a file that is damaged or
 * cut off ends the process instead of giving an error. Throws {@link DataDirectoryError}. A file
 * whose making was interrupted, so that nothing was ever written to it, is removed; with `mustExist`
 * such a file, an empty one and none are errors as well.
 */
export async function checkDataFile(dir: string, { mustExist = false } = {}): Promise<void> {
  const path = join(dir, DATA_FILE);
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (isMissing(error)) {
      if (mustExist) throw lostData(path, 'is missing');
      return;
    }
    throw new DataDirectoryError(`${path} cannot be opened: ${textOf(error)}`, { cause: error });
  }
  let isHalfMade: boolean;
  try {
    isHalfMade = await inspect(file, path);
  } finally {
    await file.close();
  }
  if (isHalfMade && mustExist) throw lostData(path, 'holds no data');
  if (isHalfMade) await rm(path);
}

/** Whether the file's making was interrupted; throws {@link DataDirectoryError} for a damaged one. */
async function inspect(file: FileHandle, path: string): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return true;
  const first = await readMeta(file, 0);
  if (!first) {
    if (size <= MIN_PAGES * MAX_PAGE && isBlank(await readAll(file, size))) return true;
    throw new DataDirectoryError(`${path} is not a database, or is damaged`);
  }
  if (size < MIN_PAGES * first.pageSize) {
    if (first.transaction === 0n) return true;
    throw new DataDirectoryError(`${path} is cut off: not even its head is whole`);
  }
  const second = (await readMeta(file, first.pageSize)) ?? first;
  const latest = second.transaction > first.transaction ? second : first;
  const missing = (Number(latest.lastPage) + 1) * first.pageSize - size;
  const pages = BigInt(Math.floor(size / first.pageSize));
  const isRootMissing = latest.roots.some((root) => root !== NO_PAGE && root >= pages);
  if (isRootMissing) {
    throw new DataDirectoryError(`${path} is cut off: where its data begins is missing`);
  }
  if (missing > MAX_MISSING_PAGES * first.pageSize) {
    throw new DataDirectoryError(`${path} is cut off: ${missing} bytes are missing at its end`);
  }
  return false;
}

async function readAll(file: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(size);
  const { bytesRead } = await file.read(bytes, 0, size, 0);
  return bytes.subarray(0, bytesRead);
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}
