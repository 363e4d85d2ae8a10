import { spawnSync } from 'node:child_process';
import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, isClientError } from '@trastienda/shop-client';
import { productFixture } from '@trastienda/testing';
import { expect, test } from 'vitest';
import { runProgram } from '../testing/run-program.ts';

/** Whether processes can get small private disks: Linux with user namespaces. */
const hasSmallDisks =
  spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

/** A wrapper that mounts a small disk in place of a directory. */
const onSmallDisk = (dir: string, mebibytes: number) => [
  ...['unshare', '-rm', 'bash', '-c'],
  `mount -t tmpfs -o size=${mebibytes}m none "$0" && exec "$@"`,
  dir,
];

/** Writes a file until there is no room for another byte. */
async function fill(path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (let size = 64 * 1024; size >= 1; size = Math.floor(size / 2)) {
      const part = Buffer.alloc(size);
      for (let isFull = false; !isFull; ) {
        isFull = await file.write(part).then(
          ({ bytesWritten }) => bytesWritten < size,
          () => true,
        );
      }
    }
  } finally {
    await file.close();
  }
}

async function endDatabase(mongoDir: string): Promise<void> {
  const names = (await readdir(mongoDir)).filter((name) => name.startsWith('server.lock.'));
  for (const name of names) {
    const { pid } = JSON.parse(await readFile(join(mongoDir, name), 'utf8'));
    if (pid > 0) process.kill(pid, 'SIGKILL');
  }
}

test.skipIf(!hasSmallDisks)(
  'On a full disk calls that need storage fail with 503 and their own reason, readiness reports it, and calls succeed again when there is room',
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'trastienda-full-'));
    const env = { PORT: '0', TRASTIENDA_DATA_DIR: dataDir, TRASTIENDA_DEMO: 'off' };
    const server = runProgram('main.js', [], env, onSmallDisk(dataDir, 16));
    const disk = join(`/proc/${server.child.pid}/root`, dataDir);
    try {
      const [, url = ''] = await server.waitFor(/"url":"([^"]+)"/);
      const token = (await readFile(join(disk, 'staff-token'), 'utf8')).trim();
      const staff = createClient({ url, token });
      const readiness = async () => (await fetch(`${url}/readyz`)).json();
      const before = await staff.catalog.create.mutate(productFixture());
      expect(await readiness()).toEqual({ status: 'ready' });

      const filler = join(disk, 'filler');
      await fill(filler);
      let refused = productFixture();
      // The database's file has some room inside.
      const failure = await (async () => {
        for (;;) {
          try {
            await staff.catalog.create.mutate(refused);
          } catch (error) {
            if (!isClientError(error)) throw error;
            return error.data;
          }
          refused = productFixture();
        }
      })();
      expect(failure).toMatchObject({
        ...{ reason: 'STORAGE_FULL', httpStatus: 503, isRetryable: true },
      });
      expect(await readiness()).toEqual({ status: 'unavailable', reason: 'STORAGE_FULL' });
      expect((await fetch(`${url}/healthz`)).status).toBe(200);

      await rm(filler);
      await expect.poll(readiness, { timeout: 30_000 }).toEqual({ status: 'ready' });
      expect((await staff.catalog.create.mutate(refused)).slug).toBe(refused.slug);
      expect((await staff.catalog.get.query({ slug: before.slug })).id).toBe(before.id);
      server.child.kill('SIGTERM');
      expect(await server.ended).toBe(0);
    } finally {
      await endDatabase(join(disk, 'mongo')).catch(() => {});
      server.child.kill('SIGKILL');
      await server.ended;
      await rm(dataDir, { recursive: true, force: true });
    }
  },
);
