import type { StockOpening, StockState } from '../stock/stock-document.ts';

const AT = new Date('2100-01-01T00:00:00.000Z');

/** Builds stock of ten units with its first movement; unnamed fields have defaults. */
export function newStock(overrides: Partial<StockState> & Pick<StockState, 'sku'>): StockOpening {
  const { onHand = 10, reserved = 0, updatedAt = AT } = overrides;
  const stock = {
    productId: 'a'.repeat(24),
    isTracked: true,
    policy: 'deny' as const,
    onHand,
    reserved,
    available: onHand - reserved,
    lowStockAt: null,
    isLow: false,
    movements: 1,
    eventSequence: 0,
    isListingStale: false,
    updatedAt,
    ...overrides,
  };
  const movement = {
    ...{ sku: stock.sku, sequence: 1, kind: 'adjusted' as const, policy: stock.policy },
    ...{ onHandChange: onHand, reservedChange: reserved, onHand, reserved },
    ...{ reason: null, checkoutId: null, orderId: null, at: updatedAt },
  };
  return { stock, movement };
}
