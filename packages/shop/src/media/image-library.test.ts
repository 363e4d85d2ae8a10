import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { type MediaFacts, openDatabase } from '@trastienda/shop-db';
import { productFixture } from '@trastienda/shop-testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, expect, test } from 'vitest';
import { sourceOf, toCsv } from '../base/csv/testing/csv-text.ts';
import { createOwnUrls } from '../base/own-urls.ts';
import { createCatalogService } from '../catalog/create-catalog-service.ts';
import { createQuoting } from '../pricing/create-quoting.ts';
import { createImageLibrary } from './image-library.ts';
import { leaseFrom } from './lease.ts';

const { server, database } = await useTestDatabase(openDatabase);
beforeEach(() => server.clear());

const ID = 'ab'.repeat(32);
const FACTS: MediaFacts = {
  ...{ width: 960, height: 720, contentType: 'image/jpeg', widths: [320, 640, 960] },
  ...{ bytes: 1000, fileName: null },
};
const clock = { now: () => new Date() };
const ALT = 'A mug';

async function insertImage(): Promise<void> {
  await database.media.begin({ id: ID, ...leaseFrom(new Date()) }, FACTS);
  await database.media.complete(ID, new Date());
}

/** A shop at a URL, as one process of it. */
function openShop(publicUrl: string, mediaUrl: string | null = null) {
  const urls = createOwnUrls({ publicUrl: () => publicUrl, mediaUrl });
  const sizeOf = (path: string) => (path.startsWith('/demo/') ? { width: 800, height: 800 } : null);
  const images = createImageLibrary({ database, urls, sizeOf });
  return {
    catalog: createCatalogService({ database, clock, currency: 'EUR', images }),
    quoting: createQuoting({ database, clock, currency: 'EUR', payableStep: () => 1, urls }),
  };
}

test('A product shows its images where the shop is now', async () => {
  await insertImage();
  const before = openShop('https://old.example');
  // Staff may name any version.
  const images = [{ url: `https://old.example/media/${ID}/320.webp`, alt: ALT }];
  const { id } = await before.catalog.create(productFixture({ images }), OPERATOR_ORIGIN);

  const media = 'https://cdn.example/images';
  const after = openShop('https://new.example', media);
  const { images: shown } = await after.catalog.staffGet({ id });
  const srcset = FACTS.widths.map((width) => `${media}/${ID}/${width}.webp ${width}w`).join(', ');
  expect(shown).toEqual([
    {
      ...{ url: `${media}/${ID}/960.jpg`, alt: ALT, width: 960, height: 720 },
      sources: [{ type: 'image/webp', srcset }],
    },
  ]);
});

test('Lines of carts have a small version of the image', async () => {
  await insertImage();
  const { catalog, quoting } = openShop('https://shop.example');
  const images = [{ url: `https://shop.example/media/${ID}/960.jpg`, alt: ALT }];
  const { variants } = await catalog.create(productFixture({ images }), OPERATOR_ORIGIN);
  const { lines } = await quoting.quote({
    currency: 'EUR',
    lines: [{ sku: variants[0]?.sku ?? '', quantity: 1 }],
    ...{ discountCodes: [], buyer: { kind: 'guest', id: 'g' }, destination: null },
    shippingMethodId: null,
  });
  expect(lines.map(({ variant }) => variant.imageUrl)).toEqual([
    `https://shop.example/media/${ID}/320.jpg`,
  ]);
});

test('Images of other sites stay as they are, without a size', async () => {
  const { catalog } = openShop('https://shop.example');
  const images = [{ url: `https://else.example/media/${ID}/960.jpg`, alt: ALT }];
  const product = await catalog.create(productFixture({ images }), OPERATOR_ORIGIN);
  expect(product.images).toEqual(images);
});

test('Files of the server have the size that it knows', async () => {
  const { catalog } = openShop('https://shop.example');
  const images = [{ url: 'https://shop.example/demo/mug.svg', alt: ALT }];
  const { id } = await catalog.create(productFixture({ images }), OPERATOR_ORIGIN);
  const { images: shown } = await openShop('https://new.example').catalog.staffGet({ id });
  expect(shown).toEqual([
    { url: 'https://new.example/demo/mug.svg', alt: ALT, width: 800, height: 800 },
  ]);
});

test('A product cannot show an uploaded image that is not there', async () => {
  const { catalog } = openShop('https://shop.example');
  const images = [{ url: `https://shop.example/media/${ID}/960.jpg`, alt: ALT }];
  await expect(catalog.create(productFixture({ images }), OPERATOR_ORIGIN)).rejects.toMatchObject({
    ...{ reason: 'MEDIA_NOT_FOUND', details: { id: ID } },
  });
});

test('A product whose image is lost can be changed all the same', async () => {
  await insertImage();
  const { catalog } = openShop('https://shop.example');
  const images = [{ url: `https://shop.example/media/${ID}/960.jpg`, alt: ALT }];
  const { id, revision } = await catalog.create(productFixture({ images }), OPERATOR_ORIGIN);
  await server.withClient(async (client) => {
    await client.db().collection('media').deleteMany({});
  });
  const changes = { title: 'Another mug' };
  const input = { id, revision, changes };
  const changed = await openShop('https://shop.example').catalog.update(input, OPERATOR_ORIGIN);
  expect(changed.images).toEqual(images);
});

test('An export that is imported again changes no product, and names no image that is not there', async () => {
  await insertImage();
  const { catalog } = openShop('https://shop.example');
  const images = [
    { url: `https://shop.example/media/${ID}/960.jpg`, alt: ALT },
    { url: 'https://else.example/mug.jpg', alt: null },
  ];
  await catalog.create(productFixture({ slug: 'mug', images }), OPERATOR_ORIGIN);
  let text = '';
  for await (const part of catalog.export()) text += part;
  expect(text).toContain(`https://shop.example/media/${ID}/960.jpg`);
  const report = await catalog.import(sourceOf(text), OPERATOR_ORIGIN);
  expect(report).toMatchObject({ unchanged: 1, updated: 0, rejected: 0 });

  const row = {
    ...{ Handle: 'bowl', Title: 'Bowl', 'Variant SKU': 'BOWL', 'Variant Price': '9' },
    'Image Src': `https://shop.example/media/${'cd'.repeat(32)}/960.jpg`,
  };
  const refused = await catalog.import(sourceOf(toCsv([row])), OPERATOR_ORIGIN);
  expect(refused).toMatchObject({ created: 0, rejected: 1 });
});
