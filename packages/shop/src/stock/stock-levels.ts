import { isVariantInStock } from '@trastienda/shop-contract';
import type { StockState } from '@trastienda/shop-db';

/** Returns true when a customer can buy at least one unit. */
export function isStockInStock({
  isTracked,
  policy,
  available,
}: Pick<StockState, 'isTracked' | 'policy' | 'available'>): boolean {
  return isVariantInStock({ isTracked, policy, quantity: available });
}

/** Returns true when a quantity can be reserved. */
export function isStockSufficient(
  { isTracked, policy, available }: Pick<StockState, 'isTracked' | 'policy' | 'available'>,
  quantity: number,
): boolean {
  return !isTracked || policy === 'continue' || available >= quantity;
}

/** Returns true when stock is at or below its low-stock threshold. */
export function isStockLow({
  isTracked,
  available,
  lowStockAt,
}: Pick<StockState, 'isTracked' | 'available' | 'lowStockAt'>): boolean {
  return isTracked && lowStockAt !== null && available <= lowStockAt;
}
