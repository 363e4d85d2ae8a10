import { QueryClient, useQuery } from '@tanstack/react-query';
import type { Product, ProductPage } from '@trastienda/shop-router/app-router';
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest';
import { createClient, createStoreClient } from './create-client.ts';
import { createQueryBindings } from './react.ts';
import type { RouterErrorReasons } from './router-types.ts';
import { type FakeServer, startFakeServer } from './testing/start-fake-server.ts';

let server: FakeServer;
beforeAll(async () => {
  server = await startFakeServer();
});
afterAll(() => server.stop());

const shop = createQueryBindings(createClient({ url: 'http://localhost:3000' }));
const useProduct = () => useQuery(shop.catalog.get.queryOptions({ slug: 'linen-shirt' }));
type ProductResult = ReturnType<typeof useProduct>;
type ReasonOf<Result extends { error: { data?: { reason: string } | null | undefined } | null }> =
  NonNullable<NonNullable<Result['error']>['data']>['reason'];

test('A query has the closed reasons of its procedure, which narrow the details', () => {
  expectTypeOf<ProductResult['data']>().toEqualTypeOf<Product | undefined>();
  expectTypeOf<ReasonOf<ProductResult>>().toEqualTypeOf<RouterErrorReasons['catalog']['get']>();
  const errors: ProductResult['error'][] = [null];
  const data = errors[0]?.data;
  if (data?.reason === 'PRODUCT_NOT_FOUND') expectTypeOf(data.details.product).toBeString();
  // @ts-expect-error: these are the details of one of the reasons.
  expect(data?.details.product).toBeUndefined();
  // @ts-expect-error: a reason that this procedure does not promise.
  const reason: ReasonOf<ProductResult> = 'CART_EMPTY';
  expect(reason).toBe('CART_EMPTY');
});

test('A mutation has the closed reasons of its procedure, too', () => {
  const { onError } = shop.checkout.start.mutationOptions();
  type StartError = Parameters<NonNullable<typeof onError>>[0];
  expectTypeOf<ReasonOf<{ error: StartError }>>().toEqualTypeOf<
    RouterErrorReasons['checkout']['start']
  >();
});

test('A storefront has the lists of products page by page, and no procedure of staff', async () => {
  const store = createQueryBindings(createStoreClient({ url: server.url }));
  const queryClient = new QueryClient();
  const options = store.catalog.list.infiniteQueryOptions({ search: 'shirt' });
  const { pages } = await queryClient.fetchInfiniteQuery(options);
  expectTypeOf(pages).toEqualTypeOf<ProductPage[]>();
  expect(pages).toEqual([{ items: [], nextCursor: null }]);
  // @ts-expect-error: a procedure of staff.
  expectTypeOf(store.admin);
  // @ts-expect-error: not a list of pages.
  expectTypeOf(store.catalog.get.infiniteQueryOptions);
});
