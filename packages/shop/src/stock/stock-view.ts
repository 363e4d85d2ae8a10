import type { StockMovementView, StockView } from '@trastienda/contract';
import type { StockMovementState, StockState } from '@trastienda/db';

/** The stock of a SKU as staff see it. */
export function toStockView({ updatedAt, ...stock }: StockState): StockView {
  return { ...stock, updatedAt: updatedAt.toISOString() };
}

/** A change of stock as staff see it. */
export function toStockMovementView({ at, ...movement }: StockMovementState): StockMovementView {
  return { ...movement, at: at.toISOString() };
}
