import type { StockMovementView, StockView } from '@trastienda/contract';
import type { StockMovementState, StockState } from '@trastienda/db';

/** The stock of a SKU as staff see it. */
export function toStockView(stock: StockState): StockView {
  return {
    sku: stock.sku,
    productId: stock.productId,
    isTracked: stock.isTracked,
    policy: stock.policy,
    onHand: stock.onHand,
    reserved: stock.reserved,
    available: stock.available,
    lowStockAt: stock.lowStockAt,
    updatedAt: stock.updatedAt.toISOString(),
  };
}

/** A change of stock as staff see it. */
export function toStockMovementView({
  at,
  policy: _,
  ...movement
}: StockMovementState): StockMovementView {
  return { ...movement, at: at.toISOString() };
}
