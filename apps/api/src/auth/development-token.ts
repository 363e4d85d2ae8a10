import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface DevelopmentToken {
  readonly token: string;
  readonly path: string;
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function findToken(path: string): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return null;
    throw error;
  });
  if (text === null) return null;
  const token = text.trim();
  if (/^[\w.~+/-]{32,}$/.test(token)) return token;
  throw new Error(`${path} does not hold a token; remove it, and the next start makes a new one.`);
}

/**
 * The staff token of an embedded database, kept in `<dataDir>/staff-token` for its owner's eyes
 * only; made at the first call. Processes that start at once end up with the same token.
 */
export async function loadOrCreateDevelopmentToken(dataDir: string): Promise<DevelopmentToken> {
  const path = join(dataDir, 'staff-token');
  const existing = await findToken(path);
  if (existing !== null) return { token: existing, path };

  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = join(dataDir, `.staff-token-${randomUUID()}`);
  await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  try {
    // A link appears whole or not at all, and fails when another process was faster.
    await link(draft, path).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const token = await findToken(path);
  if (token === null) throw new Error(`${path} was removed while it was being made.`);
  return { token, path };
}
