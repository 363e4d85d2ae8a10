import { expect, test } from 'vitest';
import { toStockMovementView, toStockView } from './stock-view.ts';

const AT = new Date('2026-03-01T10:00:00.000Z');

test('staff see the times of stock and of its movements as ISO 8601', () => {
  const stock = {
    ...{ sku: 'MUG', productId: 'a'.repeat(24), isTracked: true, policy: 'deny' as const },
    ...{ onHand: 10, reserved: 3, available: 7, lowStockAt: null },
  };
  const unshown = { isLow: false, movements: 2, eventSequence: 0, isListingStale: false };
  expect(toStockView({ ...stock, ...unshown, updatedAt: AT })).toEqual({
    ...stock,
    updatedAt: '2026-03-01T10:00:00.000Z',
  });
  const movement = {
    ...{ id: 'b'.repeat(24), sku: 'MUG', sequence: 2, kind: 'reserved' as const, reason: null },
    ...{ onHandChange: 0, reservedChange: 3, onHand: 10, reserved: 3 },
    ...{ checkoutId: 'c'.repeat(24), orderId: null },
  };
  expect(toStockMovementView({ ...movement, policy: 'deny', at: AT })).toEqual({
    ...movement,
    at: '2026-03-01T10:00:00.000Z',
  });
});
