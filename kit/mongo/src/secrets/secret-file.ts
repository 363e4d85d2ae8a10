import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface SecretFile {
  /** File name in the data directory. */
  readonly name: string;
  readonly make: () => string;
  /** Validates the text; a damaged file is not used. */
  readonly isWellFormed: (text: string) => boolean;
  /** Instructions for a damaged file: sentences after "… is damaged". */
  readonly repair: string;
  /** Runs before a secret is created; rejects when one must have existed. */
  readonly beforeMaking?: (path: string) => Promise<void>;
}

/** A secret file is damaged or missing; the message explains consequences and remedy. */
export class SecretFileError extends Error {
  override readonly name = 'SecretFileError';
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

async function find(path: string, { isWellFormed, repair }: SecretFile): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  });
  if (text === null) return null;
  if (isWellFormed(text.trim())) return text.trim();
  throw new SecretFileError(`${path} is damaged${repair}`);
}

/**
 * Returns a secret of the data directory, readable by its owner only; the first call creates it.
 * Processes that start at once get the same one.
 *
 * @throws {SecretFileError} when the file is damaged.
 */
export async function loadOrCreateSecret(
  dataDir: string,
  file: SecretFile,
): Promise<{ readonly secret: string; readonly path: string }> {
  const path = join(dataDir, file.name);
  const existing = await find(path, file);
  if (existing !== null) return { secret: existing, path };
  await file.beforeMaking?.(path);

  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = join(dataDir, `.${file.name}-${randomUUID()}`);
  await writeFile(draft, `${file.make()}\n`, { mode: 0o600 });
  try {
    // A hard link appears atomically, and fails when another process was faster.
    await link(draft, path).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const secret = await find(path, file);
  if (secret === null) throw new Error(`${path} was removed while it was being made.`);
  return { secret, path };
}
