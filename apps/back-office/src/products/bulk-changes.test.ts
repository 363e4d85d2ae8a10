import { expect, test } from 'vitest';
import { addTag, changeProducts, removeTag, setStatus, undoChanges } from './bulk-changes.ts';
import type { ProductRow } from './use-product-columns.tsx';

const price = { amount: 100, currency: 'EUR' };

function product(id: string, values: Partial<ProductRow> = {}): ProductRow {
  return {
    id,
    slug: id,
    title: id,
    vendor: null,
    productType: null,
    tags: [],
    status: 'active',
    image: null,
    priceRange: { min: price, max: price },
    isInStock: true,
    revision: 1,
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...values,
  };
}

/** A server that counts revisions, and on which others have changed the products of `stale`. */
function createServer(stale: readonly string[] = []) {
  const sent: { id: string; revision: number; changes: object }[] = [];
  return {
    sent,
    async send(input: { id: string; revision: number; changes: object }) {
      if (stale.includes(input.id)) throw new Error('PRODUCT_REVISION_STALE');
      sent.push(input);
      return { revision: input.revision + 1 };
    },
  };
}

test('Only products that are not yet as they should be are sent, with the revision that was read', async () => {
  const { sent, send } = createServer();
  const products = [product('a', { revision: 4 }), product('b', { status: 'archived' })];
  const result = await changeProducts(products, setStatus('archived'), send);
  expect(sent).toEqual([{ id: 'a', revision: 4, changes: { status: 'archived' } }]);
  expect([result.updated.length, result.unchanged, result.failures.length]).toEqual([1, 1, 0]);
});

test('A product that somebody else has changed does not keep the others from being changed', async () => {
  const { send } = createServer(['a']);
  const result = await changeProducts([product('a'), product('b')], setStatus('draft'), send);
  expect(result.updated.map(({ product: { id } }) => id)).toEqual(['b']);
  expect(result.failures.map(({ product: { id } }) => id)).toEqual(['a']);
});

test('Undoing gives each product what it had, on the revision that the change made', async () => {
  const { sent, send } = createServer();
  const change = addTag('Sale');
  const products = [
    product('a', { tags: ['Linen'], revision: 7 }),
    product('b', { tags: ['sale'] }),
  ];
  const result = await changeProducts(products, change, send);
  await undoChanges(result, change, send);
  expect(sent).toEqual([
    { id: 'a', revision: 7, changes: { tags: ['Linen', 'Sale'] } },
    { id: 'a', revision: 8, changes: { tags: ['Linen'] } },
  ]);
});

test('A tag is removed whatever its capitals and accents', () => {
  const { changesOf } = removeTag('algodón');
  expect(changesOf(product('a', { tags: ['Algodon', 'Azul'] }))).toEqual({ tags: ['Azul'] });
  expect(changesOf(product('b', { tags: ['Azul'] }))).toBeNull();
});
