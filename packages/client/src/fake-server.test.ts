import { expect, test } from 'vitest';
import { isClientError } from './client-error.ts';
import { createClient } from './create-client.ts';
import { createFakeFetch, fail } from './fake-server.ts';

test('A fake shop answers a frontend, with the failures that a procedure declares', async () => {
  const fetch = createFakeFetch({
    'catalog.list': () => ({ items: [], nextCursor: null }),
    'catalog.get': ({ slug }) => fail('PRODUCT_NOT_FOUND', { product: slug }),
  });
  const client = createClient({ url: 'http://shop.test', fetch });
  expect(await client.catalog.list.query({})).toEqual({ items: [], nextCursor: null });
  const error: unknown = await client.catalog.get.query({ slug: 'gone' }).catch((e: unknown) => e);
  if (!isClientError(error, 'PRODUCT_NOT_FOUND')) return expect.unreachable();
  expect(error.data.details.product).toBe('gone');
});

test('A failure that the procedure does not declare does not compile', () => {
  const fetch = createFakeFetch({
    // @ts-expect-error: a reason of a checkout.
    'catalog.get': () => fail('CART_EMPTY'),
    // @ts-expect-error: details of another reason.
    'catalog.list': () => fail('RATE_LIMITED', { product: 'shirt' }),
  });
  expect(fetch.calls).toEqual([]);
});
