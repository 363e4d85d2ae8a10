import assert from 'node:assert/strict';
import { at } from '@trastienda/testing';
import { jsonOf, rejects } from '../suite/assertions.ts';
import type { Suite } from '../suite/suite.ts';
import { post, type Shop, skuOf } from './shop.ts';

/** The procedures as REST routes. */
export async function checkRest(suite: Suite, { mug, staffHeaders }: Shop): Promise<void> {
  const { test, send, runId } = suite;
  const guest = { 'trastienda-guest': `tg_${runId.padEnd(43, 'r')}` };

  await test('a route has its input in path and query, and a flat output', async () => {
    const product = await jsonOf(await send(`/api/products/${mug.slug}`));
    assert.equal(at(product, 'id'), mug.id);
    const filter = `tag=tag-${runId}&price[currency]=EUR&price[max]=2000&limit=5`;
    const page = await jsonOf(await send(`/api/products?${filter}`));
    assert.equal(at(page, 'items', 'length'), 1);
  });

  await test('a route with a JSON body changes a cart', async () => {
    const sku = skuOf(mug);
    const added = await send('/api/cart/lines', post({ sku }, guest));
    assert.equal(at(await jsonOf(added), 'lines', 0, 'quantity'), 1);
    const line = `/api/cart/lines/${encodeURIComponent(sku)}`;
    const set = await send(line, { ...post({ quantity: 2 }, guest), method: 'PUT' });
    assert.equal(at(await jsonOf(set), 'lines', 0, 'quantity'), 2);
    const cleared = await send('/api/cart', { method: 'DELETE', headers: guest });
    assert.deepEqual(at(await jsonOf(cleared), 'lines'), []);
  });

  await test('failures of routes are flat', async () => {
    const data = await rejects(await send('/api/products?limit=none'), 400, 'INPUT_INVALID');
    assert.deepEqual(Object.keys(Object(at(data, 'fields'))), ['limit']);
    await rejects(await send('/api/absent'), 404, 'PROCEDURE_NOT_FOUND');
    await rejects(await send('/api/orders'), 401, 'BUYER_UNKNOWN');
  });

  await test('another method of a route is rejected, with those that it has', async () => {
    const response = await send('/api/cart', { method: 'PATCH', headers: guest });
    await rejects(response, 405, 'METHOD_UNSUPPORTED');
    assert.match(response.headers.get('allow') ?? '', /GET/);
  });

  await test('a route of staff needs its permission and its key', async () => {
    const body = { sku: skuOf(mug), quantity: 1 };
    const path = '/api/admin/stock/receive';
    await rejects(await send(path, post(body)), 401, 'ACTOR_UNAUTHENTICATED');
    await rejects(await send(path, post(body, staffHeaders)), 400, 'IDEMPOTENCY_KEY_REQUIRED');
  });
}
