import { productTag, stockTag } from '@trastienda/shop-contract';
import type { StockState } from '@trastienda/shop-db';

/** Tags of the queries that show whether a SKU can be bought. */
export const stockTags = ({ sku, productId }: Pick<StockState, 'sku' | 'productId'>): string[] => [
  stockTag(sku),
  productTag(productId),
];
