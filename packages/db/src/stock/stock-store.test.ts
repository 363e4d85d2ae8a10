import { ListStockInput, ListStockMovementsInput } from '@trastienda/shop-contract';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';
import { newStock } from '../testing/new-stock.ts';
import type { StockChange, StockState } from './stock-document.ts';

const { server, database } = await useTestDatabase(openDatabase);
const { stock } = database;

beforeEach(() => server.clear());

const NOW = new Date('2100-01-01T00:00:00.000Z');
const LATER = new Date('2100-01-02T00:00:00.000Z');

/** Builds a change of the reserved quantity, with its movement and an event. */
function holding(before: StockState, quantity: number): StockChange {
  const reserved = before.reserved + quantity;
  const sequence = before.movements + 1;
  const available = before.onHand - reserved;
  return {
    before,
    after: {
      ...before,
      reserved,
      available,
      movements: sequence,
      eventSequence: 1,
      updatedAt: LATER,
    },
    movement: {
      ...{ sku: before.sku, sequence, kind: 'reserved', policy: before.policy, reason: null },
      ...{ onHandChange: 0, reservedChange: quantity, onHand: before.onHand, reserved },
      ...{ checkoutId: 'c'.repeat(24), orderId: null, at: LATER },
    },
    events: [
      {
        ...{ aggregate: 'stock', aggregateId: before.sku, sequence: 1, type: 'stock.low' },
        ...{
          at: LATER,
          requestId: null,
          tags: [],
          data: { productId: before.productId, available, lowStockAt: null },
        },
      },
    ],
  };
}

const movementsOf = async (sku: string) =>
  (await stock.listMovements(ListStockMovementsInput.parse({ sku }))).items;

describe('stock in the database', () => {
  test('is found and listed as it was inserted, with dates', async () => {
    const mug = newStock({ sku: 'MUG', updatedAt: NOW });
    await stock.insert([mug, { stock: newStock({ sku: 'TEE', onHand: 0 }).stock, movement: null }]);
    expect(await stock.find(['MUG', 'none'])).toEqual([mug.stock]);
    expect(await stock.find([])).toEqual([]);
    const { items } = await stock.list(ListStockInput.parse({}));
    expect(items.map(({ sku }) => sku)).toEqual(['MUG', 'TEE']);
    expect(items[0]).toEqual(mug.stock);
    const id = expect.stringMatching(/^[0-9a-f]{24}$/);
    expect(await movementsOf('MUG')).toEqual([{ ...mug.movement, id }]);
    expect(await movementsOf('TEE')).toEqual([]);
  });

  test('is changed together with its movements and events', async () => {
    const opening = newStock({ sku: 'MUG' });
    await stock.insert([opening]);
    const change = holding(opening.stock, 3);
    await database.transaction(() => stock.update([change]));
    expect(await stock.find(['MUG'])).toEqual([change.after]);
    expect(await movementsOf('MUG')).toMatchObject([change.movement, opening.movement]);
    const events = await database.events.list({ aggregate: 'stock', aggregateId: 'MUG', limit: 9 });
    // Tags are for invalidation alone; lists do not have them.
    expect(events.items).toMatchObject(change.events.map(({ tags: _, ...event }) => event));
  });

  test('is not changed when it differs from the state that was read', async () => {
    const opening = newStock({ sku: 'MUG' });
    await stock.insert([opening]);
    await database.transaction(() => stock.update([holding(opening.stock, 3)]));
    const again = stock.update([holding(opening.stock, 1)]);
    await expect(again).rejects.toThrow('Stock changed');
    expect(await stock.find(['MUG'])).toMatchObject([{ reserved: 3 }]);
    expect(await movementsOf('MUG')).toHaveLength(2);
  });

  test('never goes below zero when its policy denies it, whatever a change contains', async () => {
    const opening = newStock({ sku: 'MUG', onHand: 2 });
    await stock.insert([opening]);
    const claimed = { ...opening.stock, onHand: 9, available: 9 };
    const beyond = stock.update([holding(claimed, 3)]);
    await expect(beyond).rejects.toThrow('Stock changed');
    const released = stock.update([holding(opening.stock, -1)]);
    await expect(released).rejects.toThrow('Stock changed');
    expect(await stock.find(['MUG'])).toEqual([opening.stock]);
  });

  test('of one SKU is committed with its movement, if as many units are reserved', async () => {
    const { stock: opened } = newStock({ sku: 'MUG' });
    const mug = { ...opened, reserved: 3, available: opened.onHand - 3 };
    await stock.insert([{ stock: mug, movement: null }]);
    const movement = holding(mug, 0).movement;
    if (movement === null) throw new Error('There is no movement.');
    const seen: StockState[] = [];
    const commit = (quantity: number) =>
      database.transaction(() =>
        stock.commit(
          { sku: 'MUG', quantity },
          (before) => {
            seen.push(before);
            return movement;
          },
          LATER,
        ),
      );
    expect(await commit(4)).toBe(false);
    expect(await stock.find(['MUG'])).toEqual([mug]);
    expect(await movementsOf('MUG')).toEqual([]);
    expect(await commit(2)).toBe(true);
    expect(seen).toEqual([mug]);
    expect(await stock.find(['MUG'])).toEqual([
      {
        ...mug,
        onHand: mug.onHand - 2,
        reserved: 1,
        movements: mug.movements + 1,
        updatedAt: LATER,
      },
    ]);
    expect(await movementsOf('MUG')).toMatchObject([movement]);
  });

  test('that another transaction has opened is found when this one retries', async () => {
    const opening = newStock({ sku: 'MUG' });
    await stock.insert([opening]);
    let runs = 0;
    await database.transaction(async () => {
      runs += 1;
      if (runs === 1) await stock.insert([opening]);
    });
    expect(runs).toBe(2);
    expect(await movementsOf('MUG')).toHaveLength(1);
  });
});
