import type { Dirent } from 'node:fs';
import { watch } from 'node:fs';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  DataDirectoryError,
  DirectoryInUseError,
  openEmbeddedMongo,
  startEmbeddedMongo,
} from '../index.ts';
import { DATA_FILE, FileStore } from '../storage/file-store.ts';
import { requireBuild, spawnCli, startCli } from '../testing/child.ts';
import { RawClient } from '../testing/raw-client.ts';
import { trackChildren } from '../testing/track-children.ts';
import { processIdentity } from './process-identity.ts';

const children = trackChildren();

let dir: string;

beforeAll(requireBuild);
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trastienda-bad-'));
});
afterEach(async () => {
  await children.kill();
  await chmod(dir, 0o700);
  await rm(dir, { recursive: true, force: true });
});

/** Starts on the directory, inserts a document and returns the document count. */
async function insertAndCount(): Promise<unknown> {
  const mongo = await startEmbeddedMongo({ dir });
  const raw = await RawClient.open(mongo.port);
  try {
    await raw.command({ insert: 'things', documents: [{}], $db: 'a' });
    return (await raw.command({ count: 'things', $db: 'a' })).n;
  } finally {
    raw.close();
    await mongo.close();
  }
}

/** Returns a directory that cannot be written to, not even by root. */
async function readOnlyDirectory(): Promise<string> {
  if (process.getuid?.() === 0) return '/proc';
  await chmod(dir, 0o500);
  return dir;
}

describe('the first start', () => {
  test('a start killed at any step does not block the next one', async () => {
    for (let step = 1; step <= 8; step += 1) {
      await rm(dir, { recursive: true });
      await mkdir(dir);
      const child = spawnCli(['--dir', dir]);
      let seen = 0;
      const watcher = watch(dir, () => {
        seen += 1;
        if (seen >= step) child.kill('SIGKILL');
      });
      // The server is up before directory event number `step`: kill it now.
      child.stdout.once('data', () => child.kill('SIGKILL'));
      await new Promise((resolve) => child.once('exit', resolve));
      watcher.close();
      expect(child.signalCode).toBe('SIGKILL');
      expect(await insertAndCount()).toBe(1);
    }
  });

  test.each([
    ['empty', async (path: string) => writeFile(path, '')],
    ['full of zeros', async (path: string) => writeFile(path, Buffer.alloc(8192))],
    ['with half of its meta pages', async (path: string) => truncate(path, 4096)],
    ['with meta pages only', async () => {}],
  ])(
    'a data file left %s by an interrupted start is replaced by a new database',
    async (_, spoil) => {
      await new FileStore(dir, true).close();
      await spoil(join(dir, DATA_FILE));
      expect(await insertAndCount()).toBe(1);
      expect(await insertAndCount()).toBe(2);
    },
  );

  test('a truncated database is not mistaken for an interrupted start', async () => {
    await insertAndCount();
    await truncate(join(dir, DATA_FILE), 4096);
    await expect(startEmbeddedMongo({ dir })).rejects.toThrow(/truncated/);
  });

  test("another program's file is left alone", async () => {
    const store = new FileStore(dir, true);
    await store.commit([{ key: Buffer.from('k'), value: Buffer.from('v') }]);
    await store.close();
    await expect(startEmbeddedMongo({ dir })).rejects.toThrow(/another program/);
  });
});

describe.skipIf(process.platform === 'win32')('a directory without write permission', () => {
  test('is refused with a reason', async () => {
    const unwritable = await readOnlyDirectory();
    const start = startEmbeddedMongo({ dir: unwritable });
    await expect(start).rejects.toThrow(DataDirectoryError);
    await expect(start).rejects.toThrow(`${unwritable} cannot be written to`);
  });

  test('is refused by the command with the same reason and exit code 4', async () => {
    const unwritable = await readOnlyDirectory();
    await expect(startCli(['--dir', unwritable])).rejects.toThrow(
      `The server ended with 4: ${unwritable} cannot be written to`,
    );
  });

  test('is refused by openEmbeddedMongo with the same reason', async () => {
    const unwritable = await readOnlyDirectory();
    await expect(openEmbeddedMongo({ dir: unwritable })).rejects.toThrow(
      `${unwritable} cannot be written to`,
    );
  });

  test('is refused with a reason when it is a file', async () => {
    const path = join(dir, 'file');
    await writeFile(path, '');
    for (const start of [startEmbeddedMongo, openEmbeddedMongo]) {
      await expect(start({ dir: path })).rejects.toThrow(`${path} cannot be written to`);
    }
  });

  test('openEmbeddedMongo reports the reason that the child process gave', async () => {
    await mkdir(join(dir, DATA_FILE));
    await expect(openEmbeddedMongo({ dir })).rejects.toThrow(
      /^The data file in|trastienda\.mdb cannot be opened/,
    );
  });

  test('is refused with a reason when its data file cannot be opened', async () => {
    await mkdir(join(dir, DATA_FILE));
    await expect(startEmbeddedMongo({ dir })).rejects.toThrow(/trastienda\.mdb cannot be opened/);
  });
});

describe.skipIf(process.platform === 'win32')('a full disk', () => {
  // Too little space, in KiB, for the lock, for LMDB's own lock file, or for the meta pages.
  test.each([0, 4, 100])(
    'with %i KiB free is refused at the start without damage',
    async (maxFileKiB) => {
      await expect(startCli(['--dir', dir], { maxFileKiB })).rejects.toThrow(
        `The server ended with 4: ${dir} cannot be written to`,
      );
      expect(await insertAndCount()).toBe(1);
      await expect(startCli(['--dir', dir], { maxFileKiB })).rejects.toThrow(
        'cannot be written to',
      );
      expect(await insertAndCount()).toBe(2);
      const left: Dirent[] = await readdir(dir, { withFileTypes: true });
      expect(left.filter(({ name }) => name.startsWith('draft-'))).toEqual([]);
    },
  );
});

describe('an existing database', () => {
  const path = () => join(dir, DATA_FILE);
  const LOST: readonly [string, () => Promise<void>, string][] = [
    ['is missing', () => rm(path()), 'is missing'],
    ['was emptied', () => truncate(path(), 0), 'holds no data'],
    ['contains zeros', () => writeFile(path(), Buffer.alloc(8192)), 'holds no data'],
    [
      'has the meta page of a new one',
      async () => {
        await rm(path());
        await new FileStore(dir, true).close();
        await truncate(path(), 4096);
      },
      'holds no data',
    ],
    [
      'was replaced by a new one',
      async () => {
        await rm(path());
        await new FileStore(dir, true).close();
      },
      'holds no data',
    ],
  ];

  test.each(LOST)('that %s is not replaced by an empty one', async (_, lose, what) => {
    expect(await insertAndCount()).toBe(1);
    const backup = await readFile(path());
    await lose();
    const message = `${path()} ${what}, although there was a database in its directory.`;
    for (const start of [startEmbeddedMongo, openEmbeddedMongo]) {
      const failed = start({ dir });
      await expect(failed).rejects.toThrow(DataDirectoryError);
      await expect(failed).rejects.toThrow(message);
    }
    // The remedy that the message suggests works.
    await writeFile(path(), backup);
    expect(await insertAndCount()).toBe(2);
  });

  test('is protected without lock files too when mustExist is set', async () => {
    for (const start of [startEmbeddedMongo, openEmbeddedMongo]) {
      await expect(start({ dir, mustExist: true })).rejects.toThrow('is missing, although');
    }
    expect(await insertAndCount()).toBe(1);
  });
});

describe('a lock file', () => {
  const writeLock = (lock: unknown) =>
    writeFile(join(dir, 'server.lock.7'), typeof lock === 'string' ? lock : JSON.stringify(lock));

  test.skipIf(processIdentity(process.pid) === '')(
    'with a reused process id does not block a start',
    async () => {
      expect(await insertAndCount()).toBe(1);
      await writeLock({ pid: process.ppid, identity: '1', uri: 'mongodb://127.0.0.1:1/' });
      expect(await insertAndCount()).toBe(2);
    },
  );

  test('of a running process is respected, and the error names the process', async () => {
    const { ppid } = process;
    const uri = 'mongodb://127.0.0.1:1/';
    await writeLock({ pid: ppid, identity: processIdentity(ppid), uri });
    const start = startEmbeddedMongo({ dir });
    await expect(start).rejects.toThrow(DirectoryInUseError);
    await expect(start).rejects.toThrow(`${dir} is in use by process ${ppid} at ${uri}`);
  });

  test.each(['', '{"pid":', '[]', 'null'])('with the content %j counts as free', async (text) => {
    await writeLock(text);
    expect(await insertAndCount()).toBe(1);
  });
});
