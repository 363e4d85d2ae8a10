import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CallOrigin, OPERATOR_ORIGIN, ShopError } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { productFixture } from '@trastienda/shop-testing';
import { createCrashPoint, createDeferred } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createOwnUrls } from '../base/own-urls.ts';
import { createCatalogService } from '../catalog/create-catalog-service.ts';
import { createMediaService, type MediaDeps } from './create-media-service.ts';
import { createImageLibrary } from './image-library.ts';
import { createRemoveInterrupted } from './jobs/remove-interrupted.ts';
import { fileNamesOf } from './media-files.ts';
import { createImageProcessor } from './processing/process-image.ts';
import { createDiskStorage } from './storage/disk-storage.ts';
import type { MediaStorage } from './storage/media-storage.ts';
import { quarters } from './testing/test-images.ts';

const { server, database } = await useTestDatabase(openDatabase);
const urls = createOwnUrls({ publicUrl: () => 'https://shop.example' });
const limits = { maxBytes: 1_000_000, maxPixels: 1_000_000 };
const processor = createImageProcessor(limits);
const picture = await quarters(20, 10).png().toBuffer();
const file = (name = 'mug.png') => new File([new Uint8Array(picture)], name);
const ORIGIN: CallOrigin = OPERATOR_ORIGIN;

let now = Date.UTC(2026, 5, 1);
const clock = { now: () => new Date(now) };
/** Time after which a lease has expired. */
const LATER_MS = 20 * 60_000;

let dir: string;
let storage: MediaStorage;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trastienda-media-'));
  storage = createDiskStorage(dir);
  await server.clear();
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const createService = (more: Partial<MediaDeps> = {}) =>
  createMediaService({ database, clock, storage, processor, urls, limits, ...more });
const createCatalog = () =>
  createCatalogService({
    ...{ database, clock, currency: 'EUR' },
    images: createImageLibrary({ database, urls }),
  });
const work = (more: Partial<MediaDeps> = {}) =>
  createRemoveInterrupted({ database, clock, storage, ...more }).runOnce();

/** Returns the folders of images in the storage. */
async function foldersIn(): Promise<string[]> {
  const shards = await readdir(dir).catch(() => []);
  const folders = shards.map(async (name) => (name === 'drafts' ? [] : readdir(join(dir, name))));
  return (await Promise.all(folders)).flat();
}
async function documents(): Promise<readonly { readonly status: string }[]> {
  const found: { readonly status: string }[] = [];
  await server.withClient(async (client) => {
    const media = client.db().collection<{ readonly status: string }>('media');
    found.push(...(await media.find().toArray()));
  });
  return found;
}
const actions = async () => {
  const { items } = await database.audit.list({ limit: 50 });
  return items.map(({ action }) => action);
};

test('An image that is acknowledged is stored, whenever a process has died before', async () => {
  let moments = 0;
  for (let isDone = false; !isDone; moments += 1) {
    await server.clear();
    await rm(dir, { recursive: true, force: true });
    const { around, whileRunning, hasCrashed } = createCrashPoint(moments);
    const mortal = createService({
      database: {
        ...database,
        media: { ...database.media, begin: around(database.media.begin) },
        transaction: (each) => around(() => database.transaction(each))(),
      },
      storage: { ...storage, put: around(storage.put), open: whileRunning(storage.open) },
    });
    const acknowledged = await mortal.upload(file(), ORIGIN).catch(() => null);
    isDone = !hasCrashed();
    expect(acknowledged !== null).toBe(isDone);

    // A second attempt needs no help of the worker while the lease lasts.
    const { id } = await createService().upload(file(), ORIGIN);
    for (const name of fileNamesOf({ widths: [20], contentType: 'image/png' })) {
      const found = await storage.open(id, name);
      expect(found).not.toBeNull();
      await found?.stream.cancel();
    }
    now += LATER_MS;
    expect(await work()).toBe(0);
    expect(await foldersIn()).toEqual([id]);
    expect(await actions()).toEqual(['media.uploaded']);
  }
  expect(moments).toBeGreaterThan(5);
});

test('What a dead process has left is removed once its lease has expired', async () => {
  for (let moments = 1; moments < 6; moments += 1) {
    await server.clear();
    const { around, hasCrashed } = createCrashPoint(moments);
    const mortal = createService({
      database: {
        ...database,
        media: { ...database.media, begin: around(database.media.begin) },
        transaction: (each) => around(() => database.transaction(each))(),
      },
      storage: { ...storage, put: around(storage.put) },
    });
    await mortal.upload(file(), ORIGIN).catch(() => null);
    expect(hasCrashed()).toBe(true);
    const isStored = (await documents()).some(({ status }) => status === 'stored');
    expect(await work()).toBe(0);
    now += LATER_MS;
    await work();
    expect((await documents()).length).toBe(isStored ? 1 : 0);
    expect((await foldersIn()).length).toBe(isStored ? 1 : 0);
    await rm(dir, { recursive: true, force: true });
  }
});

describe('an upload', () => {
  test('of the same file, by others at the same time, is one image', async () => {
    const uploads = [1, 2, 3].map((number) =>
      createService().upload(file(`${number}.png`), ORIGIN),
    );
    const views = await Promise.all(uploads);
    expect(new Set(views.map(({ id }) => id)).size).toBe(1);
    expect(await actions()).toEqual(['media.uploaded']);
    expect(await foldersIn()).toEqual([views[0]?.id]);
  });

  test('that takes longer than its lease begins again after the worker has removed it', async () => {
    let isFirst = true;
    const slow: MediaStorage = {
      ...storage,
      async put(...args) {
        await storage.put(...args);
        if (!isFirst) return;
        isFirst = false;
        now += LATER_MS;
        expect(await work()).toBe(1);
      },
    };
    const { id } = await createService({ storage: slow }).upload(file(), ORIGIN);
    expect(await foldersIn()).toEqual([id]);
    expect(await storage.open(id, '20.webp').then((found) => found?.stream.cancel())).toBe(
      undefined,
    );
    expect((await documents()).map(({ status }) => status)).toEqual(['stored']);
  });

  test('whose storage fails leaves nothing that is listed', async () => {
    const details = { problem: 'full' } as const;
    const full: MediaStorage = {
      ...storage,
      put: async () => Promise.reject(new ShopError('MEDIA_STORAGE_UNAVAILABLE', { details })),
    };
    await expect(createService({ storage: full }).upload(file(), ORIGIN)).rejects.toMatchObject({
      ...{ reason: 'MEDIA_STORAGE_UNAVAILABLE', details },
    });
    expect((await createService().list({ limit: 10 })).items).toEqual([]);
    expect(await actions()).toEqual([]);
    now += LATER_MS;
    expect(await work()).toBe(1);
    expect(await documents()).toEqual([]);
  });

  test('is rejected for its size before it is read', async () => {
    const unread = () => {
      throw new Error('The file was read.');
    };
    const large = { name: 'large.png', size: limits.maxBytes + 1, arrayBuffer: unread };
    await expect(createService().upload(large, ORIGIN)).rejects.toMatchObject({
      ...{ reason: 'MEDIA_FILE_INVALID', details: { problem: 'bytes', max: limits.maxBytes } },
    });
  });

  test.each([
    ['mug.png', 'mug.png'],
    [' \u0000a\nb ', 'ab'],
    ['blob', null],
    ['x'.repeat(400), 'x'.repeat(255)],
  ])('keeps the name %j as %j', async (name, kept) => {
    expect((await createService().upload(file(name), ORIGIN)).fileName).toBe(kept);
  });
});

describe('a deletion', () => {
  test('is finished by the worker when the storage was unavailable', async () => {
    const { id } = await createService().upload(file(), ORIGIN);
    const away: MediaStorage = {
      ...storage,
      remove: async () => Promise.reject(new Error('The storage is away.')),
    };
    await createService({ storage: away }).delete({ id }, ORIGIN);
    expect((await createService().list({ limit: 10 })).items).toEqual([]);
    await expect(createService().upload(file(), ORIGIN)).rejects.toMatchObject({
      reason: 'MEDIA_BUSY',
    });
    now += LATER_MS;
    // Still away: the image remains due, and the failure is reported.
    await expect(work({ storage: away })).rejects.toThrow('remove-interrupted-media');
    now += LATER_MS;
    expect(await work()).toBe(1);
    expect(await foldersIn()).toEqual([]);
    await createService().upload(file(), ORIGIN);
    expect(await foldersIn()).toEqual([id]);
  });

  test('and a product that begins to show the image do not both succeed', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id, url } = await createService().upload(file(), ORIGIN);
      const product = productFixture({ images: [{ url, alt: null }] });
      const [created, deleted] = await Promise.allSettled([
        createCatalog().create(product, ORIGIN),
        createService().delete({ id }, ORIGIN),
      ]);
      const isStored = (await database.media.findStored([id])).length === 1;
      expect([created.status, deleted.status, isStored]).toEqual(
        isStored ? ['fulfilled', 'rejected', true] : ['rejected', 'fulfilled', false],
      );
      await server.clear();
      await rm(dir, { recursive: true, force: true });
    }
  });

  test('in the middle of which a product is written conflicts with it', async () => {
    const { id, url } = await createService().upload(file(), ORIGIN);
    const read = createDeferred<void>();
    const written = createDeferred<void>();
    let attempts = 0;
    const products = {
      ...database.products,
      async findIdsByMedia(mediaId: string, limit: number) {
        const found = await database.products.findIdsByMedia(mediaId, limit);
        attempts += 1;
        read.resolve();
        if (attempts === 1) await written.promise;
        return found;
      },
    };
    const deletion = createService({ database: { ...database, products } }).delete({ id }, ORIGIN);
    await read.promise;
    const creation = createCatalog().create(
      productFixture({ images: [{ url, alt: null }] }),
      ORIGIN,
    );
    await creation;
    written.resolve();
    await expect(deletion).rejects.toMatchObject({ reason: 'MEDIA_IN_USE' });
    expect(attempts).toBe(2);
  });

  test('is refused while a description or a variant shows the image', async () => {
    const { id, url } = await createService().upload(file(), ORIGIN);
    const catalog = createCatalog();
    const described = await catalog.create(
      productFixture({ descriptionHtml: `<p><img src="${url}" alt="A mug"></p>` }),
      ORIGIN,
    );
    const fixture = productFixture();
    const variants = fixture.variants.map((variant) => ({ ...variant, imageUrl: url }));
    const varied = await catalog.create({ ...fixture, variants }, ORIGIN);
    expect(varied.variants[0]?.imageUrl).toBe(url);
    await expect(createService().delete({ id }, ORIGIN)).rejects.toMatchObject({
      ...{ reason: 'MEDIA_IN_USE', details: { productIds: [described.id, varied.id] } },
    });
  });
});

test('Images are listed in pages, newest first', async () => {
  const service = createService();
  const ids: string[] = [];
  for (const width of [10, 12, 14]) {
    now += 1000;
    const bytes = new Uint8Array(await quarters(width, 10).png().toBuffer());
    ids.unshift((await service.upload(new File([bytes], 'a.png'), ORIGIN)).id);
  }
  const first = await service.list({ limit: 2 });
  expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  const cursor = first.nextCursor ?? '';
  const second = await service.list({ limit: 2, cursor });
  expect([second.items.map(({ id }) => id), second.nextCursor]).toEqual([ids.slice(2), null]);
  await expect(service.list({ limit: 2, cursor: 'other' })).rejects.toMatchObject({
    reason: 'CURSOR_INVALID',
  });
});
