import assert from 'node:assert/strict';
import { rejects } from '../suite/assertions.ts';
import type { Suite } from '../suite/suite.ts';
import { inputOf, type Shop } from './shop.ts';

const BROWSERS = 'public, max-age=0, must-revalidate';

/** Answers that caches may store. */
export async function checkCaching(suite: Suite, { mug, shirt }: Shop): Promise<void> {
  const { test, send, settings, runId } = suite;
  const get = (slug: string, headers: Readonly<Record<string, string>> = {}) =>
    send(`/trpc/catalog.get?${inputOf({ slug })}`, { headers });
  const etagOf = ({ headers }: Response) => headers.get('etag') ?? '';

  await test('a cacheable answer has a validator, and lifetimes for browsers and shared caches', async () => {
    const { status, headers } = await get(mug.slug);
    assert.equal(status, 200);
    assert.match(headers.get('etag') ?? '', /^(W\/)?"[\w-]{43}"$/);
    assert.equal(headers.get('cache-control'), BROWSERS);
    assert.match(headers.get('cdn-cache-control') ?? '', /^max-age=\d+/);
    assert.ok(headers.get('cache-tag')?.split(',').includes(`slug:${mug.slug}`));
    assert.equal(headers.get('set-cookie'), null);
  });

  await test('a known answer is not sent again', async () => {
    const etag = etagOf(await get(mug.slug));
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await get(mug.slug, { 'if-none-match': known });
      assert.deepEqual([response.status, await response.text()], [304, ''], known);
      assert.equal(response.headers.get('cache-control'), BROWSERS);
    }
    assert.equal((await get(mug.slug, { 'if-none-match': '"other"' })).status, 200);
  });

  await test('credentials make no difference', async () => {
    const visitor = await get(shirt.slug);
    const staff = await get(shirt.slug, { authorization: `Bearer ${settings.staffToken}` });
    assert.equal(etagOf(staff), etagOf(visitor));
    assert.equal(await staff.text(), await visitor.text());
  });

  await test('an unknown token fails a cacheable query, too', async () => {
    const response = await get(shirt.slug, { authorization: `Bearer tk_${'x'.repeat(43)}` });
    await rejects(response, 401, 'TOKEN_INVALID');
  });

  await test('REST answers are cached as those of calls are', async () => {
    const response = await send(`/api/products/${mug.slug}`);
    assert.equal(response.headers.get('cache-control'), BROWSERS);
    const known = { 'if-none-match': etagOf(response) };
    assert.equal((await send(`/api/products/${mug.slug}`, { headers: known })).status, 304);
  });

  await test('failures are not cached', async () => {
    await rejects(await get(`absent-${runId}`), 404, 'PRODUCT_NOT_FOUND');
    await rejects(await send(`/api/products/absent-${runId}`), 404, 'PRODUCT_NOT_FOUND');
  });

  await test('a batch of cacheable queries is cacheable, one with a cart is not', async () => {
    const both = inputOf({ 0: { slug: mug.slug }, 1: { slug: shirt.slug } });
    const cacheable = await send(`/trpc/catalog.get,catalog.get?batch=1&${both}`);
    assert.equal(cacheable.headers.get('cache-control'), BROWSERS);
    const headers = { 'trastienda-guest': `tg_${'c'.repeat(43)}` };
    const one = inputOf({ 0: { slug: mug.slug } });
    const mixed = await send(`/trpc/catalog.get,cart.get?batch=1&${one}`, { headers });
    assert.equal(mixed.status, 200);
    assert.equal(mixed.headers.get('cache-control'), 'no-store');
  });
}
