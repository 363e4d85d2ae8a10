import type {
  StockDocument,
  StockMovementDocument,
  StockMovementState,
  StockState,
} from './stock-document.ts';

export function toState({ _id, ...stock }: StockDocument): StockState {
  return { sku: _id, ...stock };
}

export function toDocument({ sku, ...stock }: StockState): StockDocument {
  return { _id: sku, ...stock };
}

export function toMovementState({ _id, ...movement }: StockMovementDocument): StockMovementState {
  return { id: _id, ...movement };
}
