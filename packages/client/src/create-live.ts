import * as kit from '@trastienda/client';
import type { AppRouter } from '@trastienda/shop-router/app-router';
import type { StoreRouter } from '@trastienda/shop-router/store-router';
import type { Client, StoreClient } from './create-client.ts';

/** The queries, to stay live. */
export type Live = kit.Live<AppRouter>;

/** The queries of a storefront, to stay live. */
export type StoreLive = kit.Live<StoreRouter>;

/**
 * Keeps queries live over one stream: each listener gets the answer, and a new one whenever it has
 * changed.
 *
 * @example
 * const stop = createLive(client).orders.get.watch({ orderId }, { onData: show });
 */
export function createLive(client: Client): Live {
  return kit.createLive<AppRouter>(client);
}

/** Keeps queries of a storefront's client live; see `createLive`. */
export function createStoreLive(client: StoreClient): StoreLive {
  return kit.createLive<StoreRouter>(client);
}
