import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, createMediaForm } from '@trastienda/shop-client';
import {
  fillDisk,
  hasSmallDisks,
  onSmallDisk,
  pathOnDiskOf,
  readEmbeddedLocks,
} from '@trastienda/testing';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runProgram } from '../testing/run-program.ts';

let dataDir: string;
let server: ReturnType<typeof runProgram> | undefined;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trastienda-images-'));
});
afterEach(async () => {
  for (const { pid } of await readEmbeddedLocks(join(dataDir, 'mongo')))
    process.kill(pid, 'SIGKILL');
  server?.child.kill('SIGKILL');
  await server?.ended;
  await rm(dataDir, { recursive: true, force: true });
});

/** Starts the built server; resolves with a client of staff. */
async function start(env: Readonly<Record<string, string>>, wrapper?: readonly string[]) {
  const own = { PORT: '0', TRASTIENDA_DATA_DIR: dataDir, TRASTIENDA_DEMO: 'off', ...env };
  server = runProgram('main.js', [], own, wrapper);
  const [, url = ''] = await server.waitFor(/"url":"([^"]+)"/);
  const token = (await readFile(join(dataDir, 'staff-token'), 'utf8')).trim();
  return { server, staff: createClient({ url, token }) };
}

/** A picture of noise, which hardly gets smaller. */
async function noise(side: number) {
  const grain = { type: 'gaussian' as const, mean: 128, sigma: 40 };
  const create = {
    width: side,
    height: side,
    channels: 3 as const,
    background: '#000',
    noise: grain,
  };
  const bytes = await sharp({ create }).png().toBuffer();
  return createMediaForm(new Blob([new Uint8Array(bytes)]), 'noise.png');
}

test.skipIf(!hasSmallDisks())(
  'On a full disk an upload fails with its reason and leaves nothing half written, and succeeds when there is room',
  async () => {
    // The database has another disk.
    const mediaDir = join(dataDir, 'media');
    await mkdir(mediaDir);
    const { server: program, staff } = await start({}, onSmallDisk(mediaDir, 4));
    const disk = pathOnDiskOf(program.child.pid, mediaDir);
    const filler = join(disk, 'filler');
    await fillDisk(filler);
    const upload = async () => staff.admin.media.upload.mutate(await noise(300));
    await expect(upload()).rejects.toMatchObject({
      data: {
        ...{ reason: 'MEDIA_STORAGE_UNAVAILABLE', httpStatus: 503, isRetryable: true },
        details: { problem: 'full' },
      },
    });
    expect((await staff.admin.media.list.query({})).items).toEqual([]);
    await rm(filler);
    expect((await readdir(disk)).filter((name) => name !== 'drafts')).toEqual([]);
    const { url, width } = await upload();
    expect(width).toBe(300);
    const response = await fetch(url);
    const { width: served } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    expect(served).toBe(300);
  },
);

/** Makes the import of sharp fail as on a platform without a prebuilt package. */
const WITHOUT_SHARP = `data:text/javascript,${encodeURIComponent(`
  import { register } from 'node:module';
  register('data:text/javascript,' + encodeURIComponent(
    "export const resolve = (name, context, next) => { if (name === 'sharp') throw new Error('no sharp here'); return next(name, context); };"
  ));
`)}`;

test('A server without sharp starts, says so, and rejects uploads alone', async () => {
  const { server: program, staff } = await start({ NODE_OPTIONS: `--import=${WITHOUT_SHARP}` });
  await program.waitFor(/images cannot be uploaded: the package sharp is not installed/);
  const upload = staff.admin.media.upload.mutate(await noise(10));
  await expect(upload).rejects.toMatchObject({
    data: { reason: 'MEDIA_PROCESSING_UNAVAILABLE', httpStatus: 503, isRetryable: false },
  });
  expect((await staff.admin.media.list.query({})).items).toEqual([]);
  expect((await staff.catalog.list.query({})).items).toEqual([]);
});
