import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cannotWrite, DirectoryInUseError } from '../storage/directory-error.ts';
import { isAlive, processIdentity } from './process-identity.ts';

/** Content of a lock file: the process that holds the data directory. */
interface LockRecord {
  /** 0 after release. */
  readonly pid: number;
  readonly identity: string;
  /** Set once the server listens. */
  readonly uri: string | undefined;
  /** Port of the last server that listened. If set, the directory contains a database. */
  readonly port: number | undefined;
}

const PREFIX = 'server.lock.';

interface NumberedLock {
  readonly number: number;
  readonly record: LockRecord | undefined;
}

function lockPath(dir: string, number: number): string {
  return join(dir, `${PREFIX}${number}`);
}

async function readRecord(path: string): Promise<LockRecord | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof value !== 'object' || value === null) return undefined;
    const pid: unknown = Reflect.get(value, 'pid');
    const identity: unknown = Reflect.get(value, 'identity');
    const uri: unknown = Reflect.get(value, 'uri');
    const port: unknown = Reflect.get(value, 'port');
    return {
      pid: typeof pid === 'number' ? pid : 0,
      identity: typeof identity === 'string' ? identity : '',
      uri: typeof uri === 'string' ? uri : undefined,
      // Older records have the port only in the URI.
      port: typeof port === 'number' ? port : portOf(uri),
    };
  } catch {
    return undefined;
  }
}

function portOf(uri: unknown): number | undefined {
  if (typeof uri !== 'string' || !URL.canParse(uri)) return undefined;
  return Number(new URL(uri).port) || undefined;
}

async function lockNumbers(dir: string): Promise<number[]> {
  const names = await readdir(dir);
  return names
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => Number(name.slice(PREFIX.length)))
    .filter((number) => Number.isSafeInteger(number) && number > 0)
    .sort((a, b) => a - b);
}

async function latestLock(dir: string): Promise<NumberedLock> {
  const number = (await lockNumbers(dir)).at(-1) ?? 0;
  const record = number === 0 ? undefined : await readRecord(lockPath(dir, number));
  return { number, record };
}

function isHeld(record: LockRecord | undefined): record is LockRecord {
  if (!record || record.pid === 0 || !isAlive(record.pid)) return false;
  // The operating system may have reused the process id.
  return record.identity === '' || processIdentity(record.pid) === record.identity;
}

/**
 * Returns the live holder of the directory, or `undefined` when it is free or its holder has died.
 */
export async function findHolder(dir: string): Promise<LockRecord | undefined> {
  const { record } = await latestLock(dir);
  return isHeld(record) ? record : undefined;
}

/**
 * Lock that gives one process at a time exclusive use of a data directory.
 *
 * Lock files are numbered; the highest number is the current lock. Taking over from a dead holder
 * means creating the next number, and `link` lets only one process succeed. The highest file is
 * never removed, not even on release. So numbers never restart, and a slow process cannot overtake
 * a faster one.
 */
export class DirectoryLock {
  /** Port of the directory's last server, if there was one. */
  readonly lastPort: number | undefined;
  private readonly dir: string;
  private readonly number: number;
  private port: number | undefined;

  private constructor(dir: string, number: number, lastPort: number | undefined) {
    this.dir = dir;
    this.number = number;
    this.lastPort = lastPort;
    this.port = lastPort;
  }

  /**
   * Acquires the lock.
   *
   * @throws {DirectoryInUseError} when a running process holds the directory.
   */
  static async acquire(dir: string): Promise<DirectoryLock> {
    const own = { pid: process.pid, identity: processIdentity(process.pid), uri: undefined };
    const draft = join(dir, `draft-${randomUUID()}.lock`);
    try {
      for (;;) {
        const { number, record } = await latestLock(dir);
        const lastPort = record?.port;
        if (isHeld(record)) {
          const where = record.uri ? ` at ${record.uri}` : '';
          throw new DirectoryInUseError(`${dir} is in use by process ${record.pid}${where}`);
        }
        const taken: LockRecord = { ...own, port: lastPort };
        await writeFile(draft, JSON.stringify(taken)).catch((error: unknown) => {
          throw cannotWrite(dir, error);
        });
        if (!(await tryLink(draft, lockPath(dir, number + 1)))) continue;
        const lock = new DirectoryLock(dir, number + 1, lastPort);
        const numbers = await lockNumbers(dir);
        if (numbers.at(-1) !== lock.number) continue;
        for (const old of numbers.slice(0, -1)) await rm(lockPath(dir, old), { force: true });
        return lock;
      }
    } finally {
      await rm(draft, { force: true });
    }
  }

  /** Records the address at which the server listens. */
  announce(uri: string): Promise<void> {
    this.port = portOf(uri);
    return this.rewrite({
      pid: process.pid,
      identity: processIdentity(process.pid),
      uri,
      port: this.port,
    });
  }

  async release(): Promise<void> {
    try {
      await this.rewrite({ pid: 0, identity: '', uri: undefined, port: this.port });
    } catch {
      // An empty record also means free, and writing it needs no disk space.
      await truncate(lockPath(this.dir, this.number));
    }
  }

  private async rewrite(record: LockRecord): Promise<void> {
    const draft = join(this.dir, `draft-${randomUUID()}.lock`);
    try {
      await writeFile(draft, JSON.stringify(record));
      await rename(draft, lockPath(this.dir, this.number));
    } finally {
      await rm(draft, { force: true });
    }
  }
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
