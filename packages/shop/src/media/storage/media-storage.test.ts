import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MediaFile } from '../media-files.ts';
import { FAKE_BUCKET, FAKE_KEYS, type FakeS3, startFakeS3 } from '../testing/fake-s3.ts';
import { createDiskStorage } from './disk-storage.ts';
import type { MediaStorage } from './media-storage.ts';
import { createS3Storage } from './s3-storage.ts';

const ID = 'ab'.repeat(32);
const file = (name: string, text: string): MediaFile => ({
  ...{ name, contentType: name.endsWith('webp') ? 'image/webp' : 'image/jpeg' },
  bytes: Buffer.from(text),
});
const FILES = [file('320.webp', 'small'), file('320.jpg', 'small too'), file('640.webp', 'large')];
const NAMES = FILES.map(({ name }) => name);

let dir: string;
let s3: FakeS3;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trastienda-media-'));
  s3 = await startFakeS3();
});
afterEach(async () => {
  await rm(dir, { recursive: true });
  await s3.close();
});

const createS3 = (more: Partial<Parameters<typeof createS3Storage>[0]> = {}) =>
  createS3Storage({
    ...{ bucket: FAKE_BUCKET, region: 'us-east-1', endpoint: s3.endpoint },
    ...{ credentials: FAKE_KEYS, ...more },
  });

const DRIVERS: readonly (readonly [string, () => MediaStorage])[] = [
  ['a disk', () => createDiskStorage(join(dir, 'media'))],
  ['a bucket', () => createS3()],
];

async function textOf(storage: MediaStorage, name: string): Promise<string | null> {
  const found = await storage.open(ID, name);
  if (found === null) return null;
  const text = await new Response(found.stream).text();
  expect(found.bytes).toBe(Buffer.byteLength(text));
  return text;
}

describe.each(DRIVERS)('a storage on %s', (_, create) => {
  test('returns the files that were put', async () => {
    const storage = create();
    await storage.put(ID, FILES);
    expect(await textOf(storage, '320.webp')).toBe('small');
    expect(await textOf(storage, '640.webp')).toBe('large');
    // Another process, which shares nothing but the storage.
    expect(await textOf(create(), '320.jpg')).toBe('small too');
  });

  test('has no file that was not put', async () => {
    const storage = create();
    expect(await storage.open(ID, '320.webp')).toBeNull();
    await storage.put(ID, FILES);
    expect(await storage.open(ID, '960.webp')).toBeNull();
    expect(await storage.open('cd'.repeat(32), '320.webp')).toBeNull();
  });

  test('accepts the same files twice, also at once', async () => {
    const storage = create();
    await Promise.all([storage.put(ID, FILES), create().put(ID, FILES), storage.put(ID, FILES)]);
    await storage.put(ID, FILES);
    expect(await textOf(storage, '320.webp')).toBe('small');
  });

  test('removes the files of an image, once and again', async () => {
    const storage = create();
    await storage.put(ID, FILES);
    await storage.remove(ID, NAMES);
    for (const name of NAMES) expect(await storage.open(ID, name)).toBeNull();
    await storage.remove(ID, NAMES);
    await storage.put(ID, FILES);
    expect(await textOf(storage, '320.webp')).toBe('small');
  });

  test('stops before the next file when the call is canceled', async () => {
    const controller = new AbortController();
    controller.abort();
    const put = create().put(ID, FILES, controller.signal);
    await expect(put).rejects.toMatchObject({ reason: 'REQUEST_CANCELLED' });
    expect(await create().open(ID, '320.webp')).toBeNull();
  });

  test('ends the reading of a file that its reader leaves', async () => {
    const storage = create();
    await storage.put(ID, FILES);
    const found = await storage.open(ID, '320.webp');
    await found?.stream.cancel();
    await storage.remove(ID, NAMES);
  });
});

describe('a disk', () => {
  test('has all files of an image or none', async () => {
    const storage = createDiskStorage(dir);
    const broken = { name: '640.webp', contentType: 'image/webp', bytes: null } as never;
    await expect(storage.put(ID, [...FILES.slice(0, 2), broken])).rejects.toMatchObject({
      reason: 'MEDIA_STORAGE_UNAVAILABLE',
    });
    expect(await storage.open(ID, '320.webp')).toBeNull();
    expect(await readdir(join(dir, 'drafts'))).toEqual([]);
  });

  test('loses what writes have left that ended long ago', async () => {
    const storage = createDiskStorage(dir);
    expect(await storage.removeLeftovers(new Date())).toBe(0);
    for (const name of ['old', 'new']) {
      await mkdir(join(dir, 'drafts', name), { recursive: true });
      await writeFile(join(dir, 'drafts', name, '320.webp'), 'half');
    }
    const yesterday = new Date(Date.now() - 86_400_000);
    await utimes(join(dir, 'drafts', 'old'), yesterday, yesterday);
    expect(await storage.removeLeftovers(new Date(Date.now() - 3_600_000))).toBe(1);
    expect(await readdir(join(dir, 'drafts'))).toEqual(['new']);
  });

  test('that cannot be written is unavailable', async () => {
    await writeFile(join(dir, 'media'), 'not a folder');
    const put = createDiskStorage(join(dir, 'media')).put(ID, FILES);
    await expect(put).rejects.toMatchObject({
      reason: 'MEDIA_STORAGE_UNAVAILABLE',
      details: { problem: 'unreachable' },
    });
  });
});

describe('a bucket', () => {
  const unavailable = (problem: string) => ({
    ...{ reason: 'MEDIA_STORAGE_UNAVAILABLE', details: { problem } },
  });

  test('has objects that browsers and caches understand without the server', async () => {
    await createS3().put(ID, FILES);
    expect(s3.objects.get(`${FAKE_BUCKET}/${ID}/320.webp`)).toEqual({
      bytes: Buffer.from('small'),
      contentType: 'image/webp',
      cacheControl: 'public, max-age=31536000, immutable',
    });
  });

  test('that rejects the credentials is refused, not missing', async () => {
    const storage = createS3({ credentials: { ...FAKE_KEYS, accessKeyId: 'ANOTHER' } });
    await expect(storage.put(ID, FILES)).rejects.toMatchObject(unavailable('refused'));
    await expect(storage.open(ID, '320.webp')).rejects.toMatchObject(unavailable('refused'));
  });

  test('that does not exist is refused', async () => {
    const storage = createS3({ bucket: 'another-bucket' });
    await expect(storage.put(ID, FILES)).rejects.toMatchObject(unavailable('refused'));
    await expect(storage.open(ID, '320.webp')).rejects.toMatchObject(unavailable('refused'));
  });

  test('that fails is unreachable, and works again afterwards', async () => {
    const storage = createS3();
    s3.failWith({ status: 500, code: 'InternalError' });
    await expect(storage.put(ID, FILES)).rejects.toMatchObject(unavailable('unreachable'));
    s3.failWith(null);
    await storage.put(ID, FILES);
    expect(await textOf(storage, '640.webp')).toBe('large');
  });

  test('that is full says so', async () => {
    s3.failWith({ status: 507, code: 'XMinioStorageFull' });
    await expect(createS3().put(ID, FILES)).rejects.toMatchObject(unavailable('full'));
  });

  test('that does not answer is unreachable after a time', async () => {
    s3.hang();
    const put = createS3({ requestMs: 20 }).put(ID, FILES);
    await expect(put).rejects.toMatchObject(unavailable('unreachable'));
  });

  test('without a service is unreachable', async () => {
    const storage = createS3({ endpoint: 'http://127.0.0.1:1' });
    await expect(storage.put(ID, FILES)).rejects.toMatchObject(unavailable('unreachable'));
  });
});
