import { isVariantInStock } from '@trastienda/contract';
import type {
  StockDocument,
  StockMovementDocument,
  StockMovementState,
  StockState,
} from './stock-document.ts';

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

export function toStockState(document: StockDocument): StockState {
  return {
    sku: document._id,
    productId: document.productId,
    isTracked: document.isTracked,
    policy: document.policy,
    onHand: document.onHand,
    held: document.held,
    available: document.available,
    lowStockAt: document.lowStockAt,
    updatedAt: document.updatedAt,
  };
}

export function toMovementState({
  _id,
  policy: _,
  ...movement
}: StockMovementDocument): StockMovementState {
  return { id: _id, ...movement };
}
