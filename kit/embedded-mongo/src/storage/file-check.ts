import type { FileHandle } from 'node:fs/promises';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cannotWrite, DataDirectoryError, messageOf, missingData } from './directory-error.ts';
import { DATA_FILE } from './file-store.ts';
import { PROBE_FILE } from './storage-full.ts';

/**
 * Byte offsets in LMDB's first meta page (`MDB_page` and `MDB_meta` of mdb.c). All supported
 * machines are little-endian.
 */
const OFFSET = {
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
/** Pages at the end of the file that may be missing: pages freed before they were ever written. */
const MAX_MISSING_PAGES = 16;
/** The two meta pages. */
const MIN_PAGES = 2;
/** Size of LMDB's lock file: 64 bytes for each of `MAX_READERS`, plus LMDB's own header. */
const LOCK_BYTES = 136 * 1024;
/** Space that LMDB needs to start: its lock file, the meta pages and a first commit. */
const STARTUP_BYTES = 256 * 1024;
/** LMDB's root page number of an empty tree. */
const NO_PAGE = 0xffff_ffff_ffff_ffffn;

interface Meta {
  readonly pageSize: number;
  /** Root pages of the two trees: free pages and data. */
  readonly roots: readonly bigint[];
  readonly lastPage: bigint;
  readonly transaction: bigint;
}

async function readMeta(file: FileHandle, position: number): Promise<Meta | undefined> {
  const bytes = Buffer.alloc(META_BYTES);
  const { bytesRead } = await file.read(bytes, 0, META_BYTES, position);
  if (bytesRead < META_BYTES || bytes.readUInt32LE(OFFSET.magic) !== MAGIC) return undefined;
  const pageSize = bytes.readUInt32LE(OFFSET.pageSize);
  const isPowerOfTwo = (pageSize & (pageSize - 1)) === 0;
  if (pageSize < MIN_PAGE || pageSize > MAX_PAGE || !isPowerOfTwo) return undefined;
  return {
    pageSize,
    roots: [bytes.readBigUInt64LE(OFFSET.freeRoot), bytes.readBigUInt64LE(OFFSET.mainRoot)],
    lastPage: bytes.readBigUInt64LE(OFFSET.lastPage),
    transaction: bytes.readBigUInt64LE(OFFSET.transaction),
  };
}

/**
 * Checks that LMDB can use the directory: its files are writable and the disk has space. LMDB would
 * crash the process without a message.
 *
 * @throws {DataDirectoryError} when either check fails.
 */
export async function checkDirectory(dir: string): Promise<void> {
  for (const name of [DATA_FILE, `${DATA_FILE}-lock`]) {
    const path = join(dir, name);
    try {
      await (await open(path, 'r+')).close();
    } catch (error) {
      if (!isMissing(error))
        throw new DataDirectoryError(`${path} cannot be opened: ${messageOf(error)}`, {
          cause: error,
        });
    }
  }
  await fillLockFile(join(dir, `${DATA_FILE}-lock`)).catch((error: unknown) => {
    throw cannotWrite(dir, error);
  });
  // A fixed name: only the holder of the directory gets here, and the next run overwrites a file
  // that a killed process left behind.
  const probe = join(dir, PROBE_FILE);
  try {
    await writeFile(probe, Buffer.alloc(STARTUP_BYTES));
  } catch (error) {
    throw cannotWrite(dir, error);
  } finally {
    await rm(probe, { force: true });
  }
}

/**
 * Allocates LMDB's reader table on disk. LMDB creates a sparse file, and a reader that touches a
 * hole on a full disk crashes the process.
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
 * Checks the meta pages of an existing data file before LMDB opens it: mapping a damaged or
 * truncated file would crash the process. Removes a file whose creation was interrupted before
 * anything was written to it.
 *
 * @throws {DataDirectoryError} when the file is damaged or truncated; with `mustExist` also when it
 *   is missing, empty or was removed as above.
 */
export async function checkDataFile(dir: string, { mustExist = false } = {}): Promise<void> {
  const path = join(dir, DATA_FILE);
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (isMissing(error)) {
      if (mustExist) throw missingData(path, 'is missing');
      return;
    }
    throw new DataDirectoryError(`${path} cannot be opened: ${messageOf(error)}`, { cause: error });
  }
  let isIncomplete: boolean;
  try {
    isIncomplete = await inspect(file, path);
  } finally {
    await file.close();
  }
  if (isIncomplete && mustExist) throw missingData(path, 'holds no data');
  if (isIncomplete) await rm(path);
}

/**
 * Returns true when the creation of the file was interrupted.
 *
 * @throws {DataDirectoryError} when the file is damaged or truncated.
 */
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
    throw new DataDirectoryError(`${path} is truncated: its meta pages are incomplete`);
  }
  const second = (await readMeta(file, first.pageSize)) ?? first;
  const latest = second.transaction > first.transaction ? second : first;
  const missing = (Number(latest.lastPage) + 1) * first.pageSize - size;
  const pages = BigInt(Math.floor(size / first.pageSize));
  const isRootMissing = latest.roots.some((root) => root !== NO_PAGE && root >= pages);
  if (isRootMissing) {
    throw new DataDirectoryError(`${path} is truncated: the root page of its data is missing`);
  }
  if (missing > MAX_MISSING_PAGES * first.pageSize) {
    throw new DataDirectoryError(`${path} is truncated: ${missing} bytes are missing at its end`);
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
