import { createMediaForm, isClientError } from '@trastienda/shop-client';
import { productFixture } from '@trastienda/shop-testing';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { useBackend } from '../testing/start-backend.ts';

const { staff, visitor, url, database } = await useBackend();

let shade = 0;
/** A picture that no other test has. */
function picture(width = 800, height = 600): Promise<Buffer> {
  shade += 1;
  const background = { r: shade, g: 80, b: 120 };
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();
}
const form = (bytes: Uint8Array, name = 'mug.jpg') =>
  createMediaForm(new Blob([new Uint8Array(bytes)]), name);

describe('an uploaded image', () => {
  test('is shown by a product with its size and versions, and served for ever', async () => {
    const media = await staff.admin.media.upload.mutate(form(await picture()));
    expect(media).toMatchObject({
      ...{ width: 800, height: 600, contentType: 'image/jpeg', fileName: 'mug.jpg' },
      isUsed: false,
    });
    const images = [{ url: media.url, alt: 'A mug' }];
    const { slug } = await staff.admin.products.create.mutate(productFixture({ images }));
    const product = await visitor.catalog.get.query({ slug });
    expect(product.images).toEqual([
      {
        url: media.url,
        alt: 'A mug',
        width: 800,
        height: 600,
        sources: [
          {
            type: 'image/webp',
            srcset: [320, 640, 800]
              .map((width) => `${url}/media/${media.id}/${width}.webp ${width}w`)
              .join(', '),
          },
        ],
      },
    ]);
    const { items } = await visitor.catalog.list.query({ limit: 10 });
    expect(items.find((each) => each.slug === slug)?.image).toEqual(product.images[0]);

    const response = await fetch(media.url);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'",
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.length).toBe(Number(response.headers.get('content-length')));
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 800 });

    const etag = response.headers.get('etag') ?? '';
    const again = await fetch(media.url, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const head = await fetch(media.url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
  });

  test('is deleted unless a product shows it', async () => {
    const { id, url: imageUrl } = await staff.admin.media.upload.mutate(form(await picture()));
    const images = [{ url: imageUrl, alt: null }];
    const product = await staff.admin.products.create.mutate(productFixture({ images }));
    const refused = await staff.admin.media.delete.mutate({ id }).catch((error: unknown) => error);
    if (!isClientError(refused, 'MEDIA_IN_USE')) return expect.unreachable();
    expect(refused.data.details).toEqual({ productIds: [product.id] });
    const listed = await staff.admin.media.list.query({});
    expect(listed.items.find((each) => each.id === id)?.isUsed).toBe(true);

    const { revision } = product;
    const change = { id: product.id, revision, changes: { images: [] } };
    await staff.admin.products.update.mutate(change);
    await staff.admin.media.delete.mutate({ id });
    // A repeated call finds nothing to do.
    await staff.admin.media.delete.mutate({ id });
    expect((await fetch(imageUrl)).status).toBe(404);

    const stale = { id: product.id, revision: revision + 1, changes: { images } };
    const missing = await staff.admin.products.update
      .mutate(stale)
      .catch((error: unknown) => error);
    if (!isClientError(missing, 'MEDIA_NOT_FOUND')) return expect.unreachable();
    expect(missing.data.details).toEqual({ id });
  });

  test('is in the audit log, once for each upload and deletion', async () => {
    const bytes = await picture();
    const { id } = await staff.admin.media.upload.mutate(form(bytes, 'own.jpg'));
    await staff.admin.media.upload.mutate(form(bytes, 'again.jpg'));
    await staff.admin.media.delete.mutate({ id });
    const { items } = await staff.admin.audit.list.query({ subjectId: id });
    expect(items.map(({ action }) => action)).toEqual(['media.deleted', 'media.uploaded']);
    expect(items.at(-1)?.details).toMatchObject({ fileName: 'own.jpg', bytes: bytes.length });
  });

  test('may be uploaded by staff alone', async () => {
    const upload = visitor.admin.media.upload.mutate(form(await picture()));
    await expect(upload).rejects.toMatchObject({ data: { reason: 'ACTOR_UNAUTHENTICATED' } });
  });

  test('is refused with its problem', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const refused = await staff.admin.media.upload
      .mutate(form(svg, 'mug.png'))
      .catch((error: unknown) => error);
    if (!isClientError(refused, 'MEDIA_FILE_INVALID')) return expect.unreachable();
    expect(refused.data.details).toEqual({ problem: 'format' });
    expect(await database.media.listInterrupted(new Date(8e15), 10)).toEqual([]);
  });
});

test.each([
  `/media/${'0'.repeat(64)}/320.webp`,
  '/media/..%2f..%2fencryption-key/320.webp',
  `/media/${'0'.repeat(64)}/..%2f320.webp`,
  `/media/${'0'.repeat(64)}/320.svg`,
  '/media/drafts/320.webp',
  '/media/x',
])('There is no image at %s, which caches forget soon', async (path) => {
  const response = await fetch(`${url}${path}`);
  expect([response.status, response.headers.get('cache-control')]).toEqual([
    404,
    'public, max-age=60',
  ]);
});
