import { MAX_STOCK, ShopError } from '@trastienda/shop-contract';

/** Builds the error of a call whose `field` would leave more than `MAX_STOCK` of a SKU. */
export function stockTooLarge(sku: string, field: 'quantity' | 'change'): ShopError {
  const message = `must leave at most ${MAX_STOCK} of ${sku} on hand`;
  return new ShopError('INPUT_INVALID', { fields: { [field]: [message] } });
}
