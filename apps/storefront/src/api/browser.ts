import { createStoreClient, type StoreClient } from '@trastienda/shop-client';

let client: StoreClient | undefined;

/**
 * Returns the page's client of the API. Pages of the catalog import this module with `import()`: the
 * client weighs 17 kB (gzip), and their first load works without it.
 *
 * While the server renders, the client makes no calls: queries have the data of the page's loader.
 */
export function browserApi(): StoreClient {
  client ??= createStoreClient({
    url: typeof location === 'undefined' ? 'http://server.invalid' : location.origin,
    session: { kind: 'cookie' },
    guest: { kind: 'cookie' },
  });
  return client;
}
