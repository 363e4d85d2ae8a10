import * as kit from '@trastienda/client/testing';
import type { AppRouter } from '@trastienda/shop-router/app-router';

export { type FakeFetch, fail } from '@trastienda/client/testing';

/** Functions that answer calls, by the paths of their procedures. */
export type FakeHandlers = kit.FakeHandlers<AppRouter>;

/**
 * Creates a `fetch` for tests of frontends, which answers the calls of a client without a server.
 *
 * @example
 * const fetch = createFakeFetch({
 *   'catalog.get': ({ slug }) =>
 *     slug === shirt.slug ? shirt : fail('PRODUCT_NOT_FOUND', { product: slug }),
 * });
 * const client = createStoreClient({ url: 'http://shop.test', fetch });
 */
export function createFakeFetch(handlers: FakeHandlers): kit.FakeFetch {
  return kit.createFakeFetch<AppRouter>(handlers);
}
