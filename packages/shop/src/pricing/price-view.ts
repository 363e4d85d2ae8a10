import type { PriceView } from '@trastienda/contract';
import type { PriceState } from '@trastienda/db';

/** A price of a price list as staff see it. */
export function toPriceView({ sku, amount, currency, updatedAt }: PriceState): PriceView {
  return { sku, price: { amount, currency }, updatedAt: updatedAt.toISOString() };
}
