import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { ShopError } from '@trastienda/shop-contract';
import type { MediaFile } from '../media-files.ts';
import type { MediaStorage } from './media-storage.ts';

/** Folder for images that are being written, beside those that are complete. */
const DRAFTS = 'drafts';

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const REFUSED = new Set(['EACCES', 'EPERM', 'EROFS']);
const MISSING = new Set(['ENOENT', 'ENOTDIR']);
/** What a rename onto a folder with files fails with, by platform. */
const TAKEN = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES']);

function unavailable(cause: unknown): ShopError {
  const code = codeOf(cause) ?? '';
  const problem = FULL.has(code) ? 'full' : REFUSED.has(code) ? 'refused' : 'unreachable';
  return new ShopError('MEDIA_STORAGE_UNAVAILABLE', { details: { problem }, cause });
}

async function translated<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ShopError ? error : unavailable(error);
  }
}

async function flushFolder(path: string): Promise<void> {
  // Windows opens no folders; its file systems write names in order.
  const folder = await open(path, 'r').catch(() => null);
  if (folder === null) return;
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'wx', 0o644);
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file?.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    (error: unknown) => {
      if (MISSING.has(codeOf(error) ?? '')) return false;
      throw error;
    },
  );
}

/**
 * Creates a storage in a folder of this machine. The files of an image are a folder, which is written
 * under another name and then renamed: it is there with all of its files, or not at all.
 */
export function createDiskStorage(dir: string): MediaStorage {
  const drafts = join(dir, DRAFTS);
  // A file system is slow with many thousands of entries in one folder.
  const folderOf = (id: string) => join(dir, id.slice(0, 2), id);

  const writeDraft = async (draft: string, files: readonly MediaFile[], signal?: AbortSignal) => {
    await mkdir(draft, { recursive: true, mode: 0o755 });
    for (const { name, bytes } of files) {
      if (signal?.aborted) throw new ShopError('REQUEST_CANCELLED', { cause: signal.reason });
      await writeDurably(join(draft, name), bytes);
    }
    await flushFolder(draft);
  };

  const publish = async (draft: string, folder: string) => {
    const parent = dirname(folder);
    await mkdir(parent, { recursive: true, mode: 0o755 });
    try {
      await rename(draft, folder);
    } catch (error) {
      // Another call was faster: its files are the same.
      if (!TAKEN.has(codeOf(error) ?? '') || !(await exists(folder))) throw error;
    }
    await flushFolder(parent);
    await flushFolder(dir);
  };

  return {
    put: (id, files, signal) =>
      translated(async () => {
        const folder = folderOf(id);
        if (await exists(folder)) return;
        const draft = join(drafts, randomUUID());
        try {
          await writeDraft(draft, files, signal);
          await publish(draft, folder);
        } finally {
          await rm(draft, { recursive: true, force: true });
        }
      }),

    open: (id, name) =>
      translated(async () => {
        const file = await open(join(folderOf(id), name), 'r').catch((error: unknown) => {
          if (MISSING.has(codeOf(error) ?? '')) return null;
          throw error;
        });
        if (file === null) return null;
        try {
          const { size } = await file.stat();
          // Closes the file at its end, and when it is canceled.
          const stream = Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>;
          return { bytes: size, stream };
        } catch (error) {
          await file.close();
          throw error;
        }
      }),

    remove: (id) =>
      translated(async () => {
        const folder = folderOf(id);
        // Renamed first, so that no reader finds a part of it.
        const draft = join(drafts, randomUUID());
        await mkdir(drafts, { recursive: true, mode: 0o755 });
        const isThere = await rename(folder, draft).then(
          () => true,
          (error: unknown) => {
            if (MISSING.has(codeOf(error) ?? '')) return false;
            throw error;
          },
        );
        if (!isThere) return;
        await flushFolder(dirname(folder));
        await rm(draft, { recursive: true, force: true });
      }),

    removeLeftovers: (before) =>
      translated(async () => {
        const names = await readdir(drafts).catch((error: unknown) => {
          if (MISSING.has(codeOf(error) ?? '')) return [];
          throw error;
        });
        let removed = 0;
        for (const name of names) {
          const path = join(drafts, name);
          const found = await stat(path).catch(() => null);
          if (found === null || found.mtimeMs >= before.getTime()) continue;
          await rm(path, { recursive: true, force: true });
          removed += 1;
        }
        return removed;
      }),
  };
}
