import type { PriceView } from '@trastienda/shop-contract';
import type { PriceState } from '@trastienda/shop-db';

/** Builds the view of a price-list price for staff. */
export function toPriceView({ sku, amount, currency, updatedAt }: PriceState): PriceView {
  return { sku, price: { amount, currency }, updatedAt: updatedAt.toISOString() };
}
