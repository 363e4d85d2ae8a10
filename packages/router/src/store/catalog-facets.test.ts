import { describe, expect, test } from 'vitest';
import type { LimitedCall, Services } from '../context.ts';
import { appRouter } from '../root-router.ts';
import { createPartial, createTestContext } from '../testing/create-context.ts';

/** Returns the points that a call consumes; `answered` is whether the use case was reached. */
async function costOf(input: Parameters<Services['catalog']['facets']>[0], limit = Infinity) {
  let points = 0;
  let answered = false;
  const facets = async () => {
    answered = true;
    const none = { total: 0, inStock: 0, price: null, isComplete: true };
    return { ...none, tags: [], vendors: [], productTypes: [] };
  };
  const consume = async ({ cost }: LimitedCall) => {
    points += cost;
    if (points > limit) throw new Error('no points are left');
  };
  const catalog = createPartial<Services['catalog']>({ facets });
  const context = createTestContext({ consume, services: createPartial<Services>({ catalog }) });
  await appRouter
    .createCaller(context)
    .catalog.facets(input)
    .catch(() => null);
  return { points, answered };
}

describe('the facets of a search', () => {
  test('costs three calls, before anything is counted', async () => {
    expect((await costOf({})).points).toBe(1);
    expect((await costOf({ search: 'shirt' })).points).toBe(3);
    expect((await costOf({ inStock: true })).points).toBe(3);
    expect((await costOf({ tag: [], inStock: false })).points).toBe(1);
    expect(await costOf({ search: 'shirt' }, 2)).toEqual({ points: 3, answered: false });
  });

  test('costs two more for each chosen facet, which is counted without its own condition', async () => {
    expect((await costOf({ vendor: ['a', 'b'] })).points).toBe(3);
    expect((await costOf({ search: 'shirt', vendor: ['a', 'b'] })).points).toBe(5);
    const price = { min: 1, currency: 'EUR' };
    const chosen = { tag: ['a'], vendor: ['b'], productType: ['c'], inStock: true, price };
    expect((await costOf({ search: 'shirt', ...chosen })).points).toBe(1 + 2 * 6);
  });
});
