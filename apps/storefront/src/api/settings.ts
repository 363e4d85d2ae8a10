import type { ShopSettings, StoreClient } from '@trastienda/shop-client';
import { keep } from './kept.ts';

/** Returns the settings of the shop, at most a minute old. */
export const readSettings: (api: StoreClient) => Promise<ShopSettings> = keep((api: StoreClient) =>
  api.shop.settings.query(),
);
