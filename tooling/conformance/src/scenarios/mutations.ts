import assert from 'node:assert/strict';
import { newIdempotencyKey } from '@trastienda/shop-client';
import { at } from '@trastienda/testing';
import { jsonOf, rejects } from '../suite/assertions.ts';
import type { Suite } from '../suite/suite.ts';
import { post, type Shop, skuOf } from './shop.ts';

/** Mutations, and the keys with which they are repeated. */
export async function checkMutations(suite: Suite, shop: Shop): Promise<void> {
  const { test, send } = suite;
  const { staff, staffHeaders, mug } = shop;
  const sku = skuOf(mug);
  const receive = (quantity: number, headers: Readonly<Record<string, string>>) =>
    send('/trpc/admin.stock.receive', post({ sku, quantity }, { ...staffHeaders, ...headers }));
  const onHand = async () => (await staff.admin.stock.get.query({ sku })).onHand;

  await test('a mutation changes what it says', async () => {
    const before = await onHand();
    const stock = await staff.admin.stock.receive.mutate({ sku, quantity: 3 });
    assert.equal(stock.onHand, before + 3);
    assert.equal(await onHand(), before + 3);
  });

  await test('a repeated call has one effect and the first response', async () => {
    const before = await onHand();
    const key = { 'idempotency-key': newIdempotencyKey() };
    const first = await (await receive(5, key)).text();
    const again = await receive(5, key);
    assert.equal(again.status, 200);
    assert.equal(await again.text(), first);
    assert.equal(await onHand(), before + 5);
    // The same key as a quoted string, as the draft of its header writes it.
    const quoted = await receive(5, { 'idempotency-key': `"${key['idempotency-key']}"` });
    assert.equal(await quoted.text(), first);
    await rejects(await receive(6, key), 422, 'IDEMPOTENCY_KEY_REUSED');
  });

  await test('a call that needs a key is rejected without one', async () => {
    await rejects(await receive(1, {}), 400, 'IDEMPOTENCY_KEY_REQUIRED');
    await rejects(
      await receive(1, { 'idempotency-key': 'short' }),
      400,
      'IDEMPOTENCY_KEY_REQUIRED',
    );
  });

  await test('in a batch, it fails alone', async () => {
    const body = { 0: { sku, quantity: 1 }, 1: { id: mug.id } };
    const headers = { ...staffHeaders, 'idempotency-key': newIdempotencyKey() };
    const path = '/trpc/admin.stock.receive,admin.products.archive?batch=1';
    const results = await jsonOf(await send(path, post(body, headers)), 207);
    assert.equal(at(results, 0, 'error', 'data', 'reason'), 'IDEMPOTENCY_KEY_REQUIRED');
    assert.equal(at(results, 1, 'result', 'data', 'status'), 'archived');
    const { revision } = await staff.admin.products.get.query({ id: mug.id });
    const changes = { status: 'active' as const };
    await staff.admin.products.update.mutate({ id: mug.id, revision, changes });
  });

  await test('a revision that has changed is a conflict', async () => {
    const body = { id: mug.id, revision: 999, changes: { title: 'Mug' } };
    const response = await send('/trpc/admin.products.update', post(body, staffHeaders));
    await rejects(response, 409, 'PRODUCT_REVISION_STALE');
  });
}
