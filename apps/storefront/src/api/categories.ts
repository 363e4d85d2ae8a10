import type { StoreClient } from '@trastienda/shop-client';
import { keep } from './kept.ts';

const MOST = 6;

/** Returns the product types that most products have, for menus: at most a minute old. */
export const readCategories: (api: StoreClient) => Promise<readonly string[]> = keep(
  async (api: StoreClient) => {
    const { productTypes } = await api.catalog.facets.query({});
    return productTypes.slice(0, MOST).map(({ value }) => value);
  },
);
