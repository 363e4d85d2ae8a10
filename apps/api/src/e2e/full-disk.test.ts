import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, isClientError } from '@trastienda/shop-client';
import { productFixture } from '@trastienda/shop-testing';
import {
  fillDisk,
  hasSmallDisks,
  onSmallDisk,
  pathOnDiskOf,
  readEmbeddedLocks,
} from '@trastienda/testing';
import { expect, test } from 'vitest';
import { runProgram } from '../testing/run-program.ts';

test.skipIf(!hasSmallDisks())(
  'On a full disk calls that need storage fail with 503 and their own reason, readiness reports it, and calls succeed again when there is room',
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'trastienda-full-'));
    const env = { PORT: '0', TRASTIENDA_DATA_DIR: dataDir, TRASTIENDA_DEMO: 'off' };
    const server = runProgram('main.js', [], env, onSmallDisk(dataDir, 16));
    const disk = pathOnDiskOf(server.child.pid, dataDir);
    try {
      const [, url = ''] = await server.waitFor(/"url":"([^"]+)"/);
      const token = (await readFile(join(disk, 'staff-token'), 'utf8')).trim();
      const staff = createClient({ url, token });
      const readiness = async () => (await fetch(`${url}/readyz`)).json();
      const before = await staff.admin.products.create.mutate(productFixture());
      expect(await readiness()).toEqual({ status: 'ready' });

      const filler = join(disk, 'filler');
      await fillDisk(filler);
      let refused = productFixture();
      // The database's file has some room inside.
      const failure = await (async () => {
        for (;;) {
          try {
            await staff.admin.products.create.mutate(refused);
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
      expect((await staff.admin.products.create.mutate(refused)).slug).toBe(refused.slug);
      expect((await staff.catalog.get.query({ slug: before.slug })).id).toBe(before.id);
      server.child.kill('SIGTERM');
      expect(await server.ended).toBe(0);
    } finally {
      for (const { pid } of await readEmbeddedLocks(join(disk, 'mongo'))) {
        process.kill(pid, 'SIGKILL');
      }
      server.child.kill('SIGKILL');
      await server.ended;
      await rm(dataDir, { recursive: true, force: true });
    }
  },
);
