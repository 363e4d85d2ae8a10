import type { StockMovementView, StockView } from '@trastienda/shop-contract';
import type { StockMovementState, StockState } from '@trastienda/shop-db';

/** Builds the view of a SKU's stock for staff. */
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

/** Builds the view of a stock movement for staff. */
export function toStockMovementView({
  at,
  policy: _,
  ...movement
}: StockMovementState): StockMovementView {
  return { ...movement, at: at.toISOString() };
}
