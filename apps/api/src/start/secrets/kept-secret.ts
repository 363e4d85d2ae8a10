import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface KeptSecret {
  /** The file's name in the data directory. */
  readonly name: string;
  readonly make: () => string;
  /** Whether a text can be one; a damaged file is not used. */
  readonly isWellFormed: (text: string) => boolean;
  /** What to do about a damaged file: sentences behind "… is damaged". */
  readonly repair: string;
  /** Runs before one is made; rejects when there must have been one. */
  readonly beforeMaking?: (path: string) => Promise<void>;
}

/** A file of a secret is damaged or gone; the message says what that means and what to do. */
export class SecretFileError extends Error {
  override readonly name = 'SecretFileError';
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

async function find(path: string, { isWellFormed, repair }: KeptSecret): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  });
  if (text === null) return null;
  if (isWellFormed(text.trim())) return text.trim();
  throw new SecretFileError(`${path} is damaged${repair}`);
}

/**
 * A secret of an embedded database, kept in the data directory for its owner's eyes only; made at
 * the first call. Processes that start at once end up with the same one.
 *
 * @throws {SecretFileError} when the file is damaged.
 */
export async function loadOrCreateSecret(
  dataDir: string,
  kept: KeptSecret,
): Promise<{ readonly secret: string; readonly path: string }> {
  const path = join(dataDir, kept.name);
  const existing = await find(path, kept);
  if (existing !== null) return { secret: existing, path };
  await kept.beforeMaking?.(path);

  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = join(dataDir, `.${kept.name}-${randomUUID()}`);
  await writeFile(draft, `${kept.make()}\n`, { mode: 0o600 });
  try {
    // A link appears whole or not at all, and fails when another process was faster.
    await link(draft, path).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const secret = await find(path, kept);
  if (secret === null) throw new Error(`${path} was removed while it was being made.`);
  return { secret, path };
}
