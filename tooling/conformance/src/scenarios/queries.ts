import assert from 'node:assert/strict';
import { at } from '@trastienda/testing';
import { failsWith, jsonOf, present, rejects } from '../suite/assertions.ts';
import type { Suite } from '../suite/suite.ts';
import { inputOf, post, type Shop } from './shop.ts';

/** Queries without a cache, and what is wrong with a query. */
export async function checkQueries(suite: Suite, { staff, mug }: Shop): Promise<void> {
  const { test, send, runId } = suite;
  const visitor = suite.client({ batch: false });

  await test('a query returns its output', async () => {
    const product = await visitor.catalog.get.query({ slug: mug.slug });
    assert.equal(product.id, mug.id);
    assert.deepEqual(product.priceRange.min, { amount: 1850, currency: 'EUR' });
    assert.ok(!('revision' in product), 'fields of staff are stripped');
  });

  await test('a list is paged', async () => {
    const input = { tag: `tag-${runId}`, limit: 1 };
    const first = await visitor.catalog.list.query(input);
    assert.equal(first.items.length, 1);
    const cursor = present(first.nextCursor, 'next page');
    const second = await visitor.catalog.list.query({ ...input, cursor });
    assert.equal(second.items.length, 1);
    assert.equal(second.nextCursor, null);
    assert.notEqual(first.items[0]?.id, second.items[0]?.id);
  });

  await test('a query of staff returns more fields', async () => {
    const product = await staff.admin.products.get.query({ id: mug.id });
    assert.equal(product.revision, mug.revision);
  });

  await test('an input that is no JSON is rejected', async () => {
    await rejects(await send('/trpc/catalog.get?input={'), 400, 'REQUEST_MALFORMED');
  });

  await test('an invalid input has its messages and codes by field', async () => {
    const limit: number = 0;
    const { fields, issues } = present(
      await failsWith(visitor.catalog.list.query({ limit }), 'INPUT_INVALID'),
      'data of the failure',
    );
    assert.deepEqual(Object.keys(fields), ['limit']);
    assert.equal(issues[0]?.code, 'too_small');
  });

  await test('what does not exist has its reason and details', async () => {
    const slug = `absent-${runId}`;
    const data = await failsWith(visitor.catalog.get.query({ slug }), 'PRODUCT_NOT_FOUND');
    assert.deepEqual(data?.details, { product: slug });
  });

  await test('an unknown procedure is a failure', async () => {
    await rejects(await send('/trpc/catalog.absent'), 404, 'PROCEDURE_NOT_FOUND');
    // A name that every object has, and that is no procedure.
    await rejects(await send('/trpc/constructor'), 404, 'PROCEDURE_NOT_FOUND');
  });

  await test('a query is no POST, and a mutation no GET', async () => {
    await rejects(await send('/trpc/catalog.list', post({})), 405, 'METHOD_UNSUPPORTED');
    await rejects(await send('/trpc/cart.clear'), 405, 'METHOD_UNSUPPORTED');
  });

  await test('HEAD of a query calls nothing', async () => {
    const response = await send(`/trpc/catalog.get?${inputOf({ slug: mug.slug })}`, {
      method: 'HEAD',
    });
    assert.deepEqual([response.status, await response.text()], [204, '']);
  });

  await test('a deadline in the past of its call ends it', async () => {
    const headers = { 'x-deadline-ms': 'soon' };
    const body = await jsonOf(await send('/trpc/catalog.list', { headers }), 400);
    assert.equal(at(body, 'error', 'data', 'reason'), 'REQUEST_MALFORMED');
  });
}
