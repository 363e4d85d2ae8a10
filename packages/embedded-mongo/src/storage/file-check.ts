import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { DATA_FILE } from './file-store.ts';
import { DataDirectoryError } from './format.ts';

/**
 * Places in LMDB's first meta page, in bytes (`MDB_page` and `MDB_meta` of mdb.c). All numbers are
 * little-endian on the machines that this runs on.
 */
const At = { magic: 24, version: 28, pageSize: 48, lastPage: 144, transaction: 152 } as const;
const META_BYTES = 160;
const MAGIC = 0xbeefc0de;
const MIN_PAGE = 512;
const MAX_PAGE = 65_536;
/** Pages at the end that were given back before they were ever written may be missing. */
const MAX_MISSING_PAGES = 16;

interface Meta {
  readonly pageSize: number;
  readonly lastPage: bigint;
  readonly transaction: bigint;
}

function readMeta(bytes: Buffer): Meta | undefined {
  if (bytes.length < META_BYTES || bytes.readUInt32LE(At.magic) !== MAGIC) return undefined;
  const pageSize = bytes.readUInt32LE(At.pageSize);
  const isPowerOfTwo = (pageSize & (pageSize - 1)) === 0;
  if (pageSize < MIN_PAGE || pageSize > MAX_PAGE || !isPowerOfTwo) return undefined;
  return {
    pageSize,
    lastPage: bytes.readBigUInt64LE(At.lastPage),
    transaction: bytes.readBigUInt64LE(At.transaction),
  };
}

/**
 * Looks at the head of an existing data file before LMDB does: mapping a file that is damaged or
 * cut off ends the process instead of giving an error. Throws {@link DataDirectoryError}.
 */
export async function checkDataFile(dir: string): Promise<void> {
  const path = join(dir, DATA_FILE);
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw new DataDirectoryError(`${path} cannot be opened`, { cause: error });
  }
  try {
    const { size } = await file.stat();
    if (size === 0) return;
    const bytes = Buffer.alloc(META_BYTES);
    await file.read(bytes, 0, META_BYTES, 0);
    const first = readMeta(bytes);
    if (!first) throw new DataDirectoryError(`${path} is not a database, or is damaged`);
    await file.read(bytes, 0, META_BYTES, first.pageSize);
    const second = readMeta(bytes) ?? first;
    const latest = second.transaction > first.transaction ? second : first;
    const missing = (Number(latest.lastPage) + 1) * first.pageSize - size;
    if (missing > MAX_MISSING_PAGES * first.pageSize) {
      throw new DataDirectoryError(`${path} is cut off: ${missing} bytes are missing at its end`);
    }
  } finally {
    await file.close();
  }
}
