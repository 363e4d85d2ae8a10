import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the process of an embedded database writes into its lock file. */
export interface EmbeddedLock {
  readonly pid: number;
  /** Where it listens; absent while it starts. */
  readonly port?: number;
}

const PREFIX = 'server.lock.';

/** Returns the locks of the embedded database in `dir` that a process holds, oldest first. */
export async function readEmbeddedLocks(dir: string): Promise<EmbeddedLock[]> {
  const names = await readdir(dir).catch(() => []);
  const locks: EmbeddedLock[] = [];
  const numberOf = (name: string) => Number(name.slice(PREFIX.length));
  const files = names.filter((name) => name.startsWith(PREFIX));
  for (const name of files.sort((a, b) => numberOf(a) - numberOf(b))) {
    // A server removes the lock of its predecessor, and empties its own when it ends.
    const text = await readFile(join(dir, name), 'utf8').catch(() => '');
    if (text !== '') locks.push(JSON.parse(text));
  }
  return locks.filter(({ pid }) => pid > 0);
}
