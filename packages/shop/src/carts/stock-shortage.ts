import type { CartChange } from '@trastienda/shop-contract';

type StockShort = Extract<CartChange, { kind: 'stock-short' }>;

/** Returns the change of a line that has more units than are available; empty when it has not. */
export function stockShortage(
  sku: string,
  quantity: number,
  available: number | null,
): StockShort[] {
  if (available === null || available >= quantity) return [];
  const reason = available === 0 ? 'sold-out' : 'insufficient';
  return [{ kind: 'stock-short', sku, available, reason }];
}
