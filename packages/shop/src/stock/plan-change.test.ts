import type { StockState } from '@trastienda/shop-db';
import { describe, expect, test } from 'vitest';
import { planSettings, planStep } from './plan-change.ts';

const AT = new Date('2026-03-01T10:00:00.000Z');
const cause = { at: AT, requestId: 'request-1' };

/** Builds stock with this many available units and two more reserved. */
const stockOf = (available: number, overrides: Partial<StockState> = {}): StockState => ({
  ...{ sku: 'SKU', productId: 'a'.repeat(24), isTracked: true, policy: 'deny', lowStockAt: null },
  ...{ onHand: available + 2, reserved: 2, available, isLow: false, isListingStale: false },
  ...{ movements: 7, eventSequence: 4, updatedAt: new Date(0) },
  ...overrides,
});

const step = (onHandChange: number, reservedChange = 0) =>
  ({ sku: 'SKU', kind: 'adjusted', onHandChange, reservedChange }) as const;

const eventsOf = (before: StockState, change: number) =>
  planStep(before, step(change), cause).events.map(({ type }) => type);

describe('a step of stock', () => {
  test('moves the quantities on hand and reserved, and is the next movement', () => {
    const before = stockOf(5);
    const sold = { sku: 'SKU', kind: 'sold', onHandChange: -3, reservedChange: -2 } as const;
    const ids = { checkoutId: 'c'.repeat(24), orderId: 'd'.repeat(24), reason: 'sold' };
    expect(planStep(before, sold, { ...cause, ...ids })).toEqual({
      before,
      after: {
        ...{ ...before, onHand: 4, reserved: 0, available: 4, movements: 8, updatedAt: AT },
      },
      movement: {
        ...{ sku: 'SKU', kind: 'sold', onHandChange: -3, reservedChange: -2, ...ids },
        ...{ sequence: 8, onHand: 4, reserved: 0, policy: 'deny', at: AT },
      },
      events: [],
    });
    const unexplained = { checkoutId: null, orderId: null, reason: null };
    expect(planStep(before, sold, cause).movement).toMatchObject(unexplained);
  });

  test('has one event for each threshold that it crosses, in sequence', () => {
    const before = stockOf(5, { lowStockAt: 2 });
    const { events, after } = planStep(before, step(-5), cause);
    const about = { aggregate: 'stock', aggregateId: 'SKU', at: AT, requestId: 'request-1' };
    const data = { productId: 'a'.repeat(24), available: 0, lowStockAt: 2 };
    expect(events).toEqual([
      { ...about, sequence: 5, type: 'stock.low', data, tags: [] },
      {
        ...{ ...about, sequence: 6, type: 'stock.sold-out', data },
        tags: ['stock:SKU'],
      },
    ]);
    expect(after).toMatchObject({ eventSequence: 6, isLow: true, isListingStale: true });
  });

  test.each([
    // Low from the threshold on, and only when it was not low before.
    [4, -1, { lowStockAt: 3 }, ['stock.low']],
    [4, -1, { lowStockAt: 2 }, []],
    [3, -1, { lowStockAt: 3 }, []],
    [3, 1, { lowStockAt: 3 }, []],
    // Sold out at zero, also where more may be sold.
    [1, -1, {}, ['stock.sold-out']],
    [1, -1, { policy: 'continue' }, ['stock.sold-out']],
    [2, -1, {}, []],
    [0, -1, { policy: 'continue' }, []],
    [0, 1, {}, ['stock.available-again']],
    [-2, 2, { policy: 'continue' }, []],
    [1, 1, {}, []],
    // No events for untracked stock.
    [1, -1, { isTracked: false, lowStockAt: 3 }, []],
    [0, 1, { isTracked: false }, []],
  ] as const)('from %i available by %i with %j tells of %j', (available, by, settings, types) => {
    expect(eventsOf(stockOf(available, settings), by)).toEqual(types);
  });

  test.each([
    [1, -1, {}, true],
    [0, 1, {}, true],
    [2, -1, {}, false],
    [1, -1, { policy: 'continue' }, false],
    [1, -1, { isTracked: false }, false],
    [2, -1, { isListingStale: true }, true],
  ] as const)(
    'from %i available by %i with %j leaves the listing stale: %s',
    (available, by, settings, isListingStale) => {
      const { after } = planStep(stockOf(available, settings), step(by), cause);
      expect(after).toMatchObject({ isListingStale });
    },
  );
});

test('new settings move no stock, and have the consequences of a step', () => {
  const before = stockOf(2);
  const { after, movement, events } = planSettings(before, { lowStockAt: 2 }, cause);
  expect(movement).toBeNull();
  expect(after).toEqual({
    ...{ ...before, lowStockAt: 2, isLow: true, eventSequence: 5, updatedAt: AT },
  });
  expect(events).toMatchObject([{ type: 'stock.low', sequence: 5 }]);
  expect(planSettings(before, { policy: 'continue' }, cause).events).toMatchObject([
    {
      ...{
        type: 'stock.policy-changed',
        sequence: 5,
        tags: ['stock:SKU'],
      },
      data: { policy: 'continue', available: 2 },
    },
  ]);

  const emptied = stockOf(0);
  expect(planSettings(emptied, { isTracked: false }, cause)).toMatchObject({
    after: { isListingStale: true, onHand: 2, reserved: 2, available: 0, movements: 7 },
    events: [{ type: 'stock.available-again' }],
  });
});
