import { ListStockMovementsInput, MAX_STOCK } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { runCount, useTestDatabase } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  adjustStock,
  commitStock,
  receiveStock,
  releaseStock,
  reserveStock,
} from './change-stock.ts';
import { countStock } from './count-stock.ts';
import { openStock } from './open-stock.ts';
import type { StockChangeContext } from './stock-change-context.ts';

const { server, database } = await useTestDatabase(openDatabase);

beforeEach(() => server.clear());

const cause: StockChangeContext = {
  at: new Date('2026-03-01T10:00:00.000Z'),
  requestId: null,
  reason: 'count of March',
};
const source = (key: string, isRepeated = false) => ({ key, isRepeated });
const open = (sku: string, quantity: number, policy: 'deny' | 'continue' = 'deny') =>
  openStock(
    database,
    [{ sku, quantity, policy, productId: 'a'.repeat(24), isTracked: true }],
    cause,
  );
const count = (quantity: number, key = 'first') =>
  countStock(database, [{ sku: 'MUG', quantity }], source(key), cause);
const movements = async () => {
  const input = ListStockMovementsInput.parse({ sku: 'MUG', limit: 100 });
  return (await database.stock.listMovements(input)).items.reverse();
};

describe('counting stock', () => {
  test('sets the quantity on hand, with a movement that states the reason', async () => {
    await open('MUG', 5);
    expect(await count(8)).toMatchObject([
      { sku: 'MUG', change: 3, isLimited: false, after: { onHand: 8, available: 8 } },
    ]);
    expect((await movements()).at(-1)).toMatchObject({
      ...{ kind: 'adjusted', onHandChange: 3, onHand: 8, reason: 'count of March' },
    });
  });

  test('applies a source once, whatever happened in between, unless asked to repeat it', async () => {
    await open('MUG', 5);
    await count(8);
    await adjustStock(database, { sku: 'MUG', quantity: -2 }, cause);
    expect(await count(8)).toMatchObject([{ change: 0, isCountedBefore: true }]);
    expect(await count(8, 'second')).toMatchObject([{ change: 2, isCountedBefore: false }]);
    await adjustStock(database, { sku: 'MUG', quantity: -1 }, cause);
    const again = await countStock(
      database,
      [{ sku: 'MUG', quantity: 8 }],
      source('second', true),
      cause,
    );
    expect(again).toMatchObject([{ change: 1 }]);
  });

  test('remembers a count without differences too', async () => {
    await open('MUG', 5);
    expect(await count(5)).toMatchObject([{ change: 0, isCountedBefore: false }]);
    await adjustStock(database, { sku: 'MUG', quantity: -2 }, cause);
    expect(await count(5)).toMatchObject([{ change: 0, after: { onHand: 3 } }]);
    expect(await movements()).toHaveLength(2);
  });

  test('keeps units reserved by open checkouts, and continues when the same source comes again', async () => {
    await open('MUG', 5);
    const reserved = [{ sku: 'MUG', quantity: 3 }];
    await reserveStock(database, reserved, cause);
    const limited = {
      isLimited: true,
      counted: 1,
      after: { onHand: 3, reserved: 3, available: 0 },
    };
    expect(await count(1)).toMatchObject([{ change: -2, ...limited }]);
    expect(await count(1)).toMatchObject([{ change: 0, ...limited }]);
    await releaseStock(database, reserved, cause);
    expect(await count(1)).toMatchObject([{ change: -2, isLimited: false, after: { onHand: 1 } }]);
  });

  test('never restores units that were sold while a count was incomplete', async () => {
    await open('MUG', 5);
    const reserved = [{ sku: 'MUG', quantity: 3 }];
    await reserveStock(database, reserved, cause);
    expect(await count(1)).toMatchObject([{ isLimited: true, after: { onHand: 3 } }]);
    await commitStock(database, reserved, cause);
    const sold = { change: 0, isLimited: false, after: { onHand: 0, available: 0 } };
    expect(await count(1)).toMatchObject([sold]);
    expect(await count(1)).toMatchObject([{ ...sold, isCountedBefore: true }]);
    await receiveStock(database, { sku: 'MUG', quantity: 4 }, cause);
    expect(await count(1)).toMatchObject([{ change: 0, after: { onHand: 4 } }]);
  });

  test('takes the remaining excess, less what was sold, and keeps what was received', async () => {
    await open('MUG', 5);
    await reserveStock(database, [{ sku: 'MUG', quantity: 3 }], cause);
    await count(1);
    await commitStock(database, [{ sku: 'MUG', quantity: 1 }], cause);
    await releaseStock(database, [{ sku: 'MUG', quantity: 1 }], cause);
    // One of two can be taken, the other is reserved.
    const limited = { change: -1, isLimited: true, after: { onHand: 1, reserved: 1 } };
    expect(await count(1)).toMatchObject([limited]);
    await releaseStock(database, [{ sku: 'MUG', quantity: 1 }], cause);
    await receiveStock(database, { sku: 'MUG', quantity: 10 }, cause);
    expect(await count(1)).toMatchObject([{ change: -1, isLimited: false, after: { onHand: 10 } }]);
    expect(await count(1)).toMatchObject([{ isCountedBefore: true, after: { onHand: 10 } }]);
  });

  test('stops at zero under deny, and goes below zero under continue', async () => {
    await open('MUG', 5);
    expect(await count(-2)).toMatchObject([{ isLimited: true, after: { onHand: 0 } }]);
    await receiveStock(database, { sku: 'MUG', quantity: 4 }, cause);
    expect(await count(-2)).toMatchObject([{ isCountedBefore: true, after: { onHand: 4 } }]);
    await open('MUG', 0, 'continue');
    expect(await count(-2, 'second')).toMatchObject([{ isLimited: false, after: { onHand: -2 } }]);
  });

  test('never adds uncounted units to stock that is owed', async () => {
    await open('MUG', 2, 'continue');
    await reserveStock(database, [{ sku: 'MUG', quantity: 5 }], cause);
    await open('MUG', 0, 'deny');
    expect(await count(1)).toMatchObject([{ change: 0, after: { onHand: 2, reserved: 5 } }]);
    const more = { change: 1, isLimited: false, after: { onHand: 3 } };
    expect(await count(3, 'second')).toMatchObject([more]);
  });

  test('omits SKUs without stock, and rejects more than the maximum', async () => {
    expect(await count(8)).toEqual([]);
    await expect(count(MAX_STOCK + 1)).rejects.toMatchObject({
      reason: 'INPUT_INVALID',
      fields: { quantity: [expect.stringContaining('MUG')] },
    });
  });

  test('marks listings stale when availability crosses zero', async () => {
    await open('MUG', 0);
    await count(3);
    expect(await database.stock.findStaleListings(10)).toMatchObject([{ sku: 'MUG' }]);
  });

  test('agrees with its movements, and never sells reserved or uncounted units', async () => {
    const quantity = fc.integer({ min: 1, max: 4 });
    const kind = fc.constantFrom('hold', 'hold', 'release', 'sell', 'sell', 'receive');
    const steps = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('count' as const), n: fc.integer({ min: -3, max: 8 }) }),
        // One of two files, which are repeated with anything in between.
        fc.record({ kind: fc.constant('file' as const), n: fc.constantFrom(0, 2) }),
        fc.record({ kind, n: quantity }),
        fc.record({ kind, n: quantity }),
      ),
      { minLength: 6, maxLength: 16 },
    );
    const run = {
      hold: (n: number) => reserveStock(database, [{ sku: 'MUG', quantity: n }], cause),
      release: (n: number) => releaseStock(database, [{ sku: 'MUG', quantity: n }], cause),
      sell: (n: number) => commitStock(database, [{ sku: 'MUG', quantity: n }], cause),
      receive: (n: number) => receiveStock(database, { sku: 'MUG', quantity: n }, cause),
    };
    const changes = { hold: 0, release: 0, sell: -1, receive: 1 };
    const property = fc.asyncProperty(steps, async (each) => {
      await server.clear();
      await open('MUG', 4);
      let last: string | null = null;
      // Quantity by the last count and later changes.
      let real = 4;
      for (const [index, { kind, n }] of each.entries()) {
        if (kind === 'count' || kind === 'file') {
          const key = kind === 'file' ? `file ${n}` : `count ${index}`;
          const [first] = await count(n, key);
          const [second] = await count(n, key);
          expect(second?.change).toBe(0);
          expect(second?.after.onHand).toBe(first?.after.onHand);
          if (last === key) expect(first?.change).toBeLessThanOrEqual(0);
          else real = n;
          last = key;
          const { onHand = Number.NaN, reserved = Number.NaN } = second?.after ?? {};
          expect(onHand).toBeGreaterThanOrEqual(real);
          expect(onHand).toBeLessThanOrEqual(Math.max(real, reserved, 0));
          // Fewer than none are not there: what was sold beyond the count was there after all.
          real = second?.isLimited === true ? Math.max(real, 0) : onHand;
        } else {
          // An impossible step is rejected and must then have changed nothing.
          const isDone = await run[kind](n).then(
            () => true,
            () => false,
          );
          if (isDone) real += changes[kind] * n;
        }
        const [view] = await database.stock.find(['MUG']);
        expect(view?.available).toBeGreaterThanOrEqual(0);
      }
      let onHand = 0;
      for (const movement of await movements()) {
        onHand += movement.onHandChange;
        expect(movement.onHand).toBe(onHand);
      }
      expect(await database.stock.find(['MUG'])).toMatchObject([{ onHand }]);
    });
    const step = (kind: 'hold' | 'sell' | 'receive', n: number) => ({ kind, n });
    const file = { kind: 'file' as const, n: 0 as const };
    const soldBeyondCount = [
      step('hold', 2),
      file,
      step('sell', 1),
      file,
      step('receive', 2),
      file,
    ];
    await fc.assert(property, { numRuns: runCount(5, 100), examples: [[soldBeyondCount]] });
  });
});
