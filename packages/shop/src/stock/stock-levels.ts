import { isVariantInStock } from '@trastienda/contract';
import type { StockState } from '@trastienda/db';

/** Whether a customer can buy at least one of it. */
export function isStockInStock({
  isTracked,
  policy,
  available,
}: Pick<StockState, 'isTracked' | 'policy' | 'available'>): boolean {
  return isVariantInStock({ isTracked, policy, quantity: available });
}

/** Whether somebody wants to be told that there is not much left. */
export function isStockLow({
  isTracked,
  available,
  lowStockAt,
}: Pick<StockState, 'isTracked' | 'available' | 'lowStockAt'>): boolean {
  return isTracked && lowStockAt !== null && available <= lowStockAt;
}
