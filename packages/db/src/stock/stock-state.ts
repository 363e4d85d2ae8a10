import { isVariantInStock, type StockMovementView, type StockView } from '@trastienda/contract';
import type { StockDocument, StockMovementDocument } from './stock-document.ts';

/** Whether a customer can buy at least one of it. */
export function isStockInStock({
  isTracked,
  policy,
  available,
}: Pick<StockDocument, 'isTracked' | 'policy' | 'available'>): boolean {
  return isVariantInStock({ isTracked, policy, quantity: available });
}

/** Whether somebody wants to be told that there is not much left. */
export function isStockLow({
  isTracked,
  available,
  lowStockAt,
}: Pick<StockDocument, 'isTracked' | 'available' | 'lowStockAt'>): boolean {
  return isTracked && lowStockAt !== null && available <= lowStockAt;
}

export function toStockView(document: StockDocument): StockView {
  return {
    sku: document._id,
    productId: document.productId,
    isTracked: document.isTracked,
    policy: document.policy,
    onHand: document.onHand,
    held: document.held,
    available: document.available,
    lowStockAt: document.lowStockAt,
    updatedAt: document.updatedAt.toISOString(),
  };
}

export function toMovementView({ _id, at, ...movement }: StockMovementDocument): StockMovementView {
  return {
    id: _id,
    sku: movement.sku,
    sequence: movement.sequence,
    kind: movement.kind,
    onHandChange: movement.onHandChange,
    heldChange: movement.heldChange,
    onHand: movement.onHand,
    held: movement.held,
    reason: movement.reason,
    checkoutId: movement.checkoutId,
    orderId: movement.orderId,
    at: at.toISOString(),
  };
}
