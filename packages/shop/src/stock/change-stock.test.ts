import { isShopError, ListStockMovementsInput, MAX_STOCK } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { describe, expect, test } from 'vitest';
import {
  adjustStock,
  commitStock,
  configureStock,
  receiveStock,
  releaseStock,
  reserveStock,
  restock,
} from './change-stock.ts';
import { openStock } from './open-stock.ts';
import type { StockSettings } from './plan-opening.ts';
import type { StockChangeContext } from './stock-change-context.ts';

const { database } = await useTestDatabase(openDatabase);

const AT = new Date('2026-03-01T10:00:00.000Z');
const PRODUCT = 'a'.repeat(24);
const cause: StockChangeContext = { at: AT, requestId: 'request-1' };
const forCheckout: StockChangeContext = { ...cause, checkoutId: 'c'.repeat(24) };

let count = 0;

/** Opens stock of a new, unique SKU. */
async function opened(settings: Partial<StockSettings> = {}): Promise<string> {
  count += 1;
  const sku = `SKU-${String(count).padStart(3, '0')}`;
  const inventory = { isTracked: true, policy: 'deny', quantity: 10 } as const;
  await openStock(database, [{ sku, productId: PRODUCT, ...inventory, ...settings }], cause);
  return sku;
}

async function stockOf(sku: string) {
  const [view] = await database.stock.find([sku]);
  if (view === undefined) throw new Error(`${sku} has no stock.`);
  const { onHand, reserved, available } = view;
  return { onHand, reserved, available };
}

const movementsOf = async (sku: string) =>
  (await database.stock.listMovements(ListStockMovementsInput.parse({ sku }))).items.reverse();
const one = (sku: string, quantity = 1) => [{ sku, quantity }];

describe('reserving stock', () => {
  test('sets it aside, records a movement, and commits what was reserved', async () => {
    const sku = await opened();
    expect(await reserveStock(database, one(sku, 3), forCheckout)).toEqual(one(sku, 3));
    expect(await stockOf(sku)).toEqual({ onHand: 10, reserved: 3, available: 7 });
    await releaseStock(database, one(sku, 1), forCheckout);
    await commitStock(database, one(sku, 2), { ...forCheckout, orderId: 'd'.repeat(24) });
    await restock(database, one(sku, 1), { ...cause, reason: 'does not fit' });
    expect(await stockOf(sku)).toEqual({ onHand: 9, reserved: 0, available: 9 });
    const at = AT;
    const checkoutId = forCheckout.checkoutId;
    expect(await movementsOf(sku)).toMatchObject([
      { sequence: 1, kind: 'adjusted', onHandChange: 10, onHand: 10, reserved: 0, at },
      { sequence: 2, kind: 'reserved', reservedChange: 3, onHand: 10, reserved: 3, checkoutId },
      { sequence: 3, kind: 'released', reservedChange: -1, onHand: 10, reserved: 2, checkoutId },
      { sequence: 4, kind: 'sold', onHandChange: -2, reservedChange: -2, onHand: 8, reserved: 0 },
      { sequence: 5, kind: 'returned', onHandChange: 1, onHand: 9, reason: 'does not fit' },
    ]);
  });

  test('reserves all or nothing, and reports the SKU with insufficient stock', async () => {
    const [enough, scarce] = [await opened(), await opened({ quantity: 1 })];
    const both = [...one(scarce, 2), ...one(enough, 2)];
    await expect(reserveStock(database, both, forCheckout)).rejects.toMatchObject({
      reason: 'STOCK_INSUFFICIENT',
      details: { sku: scarce, available: 1 },
    });
    expect(await stockOf(enough)).toEqual({ onHand: 10, reserved: 0, available: 10 });
    await expect(reserveStock(database, one('unheard-of'), cause)).rejects.toMatchObject({
      reason: 'STOCK_INSUFFICIENT',
      details: { sku: 'unheard-of', available: 0 },
    });
  });

  test('writes nothing into the surrounding transaction when it is rejected', async () => {
    const [enough, scarce] = [await opened(), await opened({ quantity: 1 })];
    await database.transaction(async () => {
      const both = [...one(enough, 1), ...one(scarce, 2)];
      await reserveStock(database, both, forCheckout).catch(() => undefined);
      await reserveStock(database, one(enough, 4), forCheckout);
    });
    expect(await stockOf(enough)).toMatchObject({ reserved: 4 });
    expect(await movementsOf(scarce)).toHaveLength(1);
  });

  test('adds up duplicate SKUs', async () => {
    const sku = await opened({ quantity: 3 });
    expect(await reserveStock(database, [...one(sku), ...one(sku, 2)], cause)).toEqual(one(sku, 3));
    await expect(reserveStock(database, [...one(sku)], cause)).rejects.toThrow();
  });

  test('goes below zero only when the policy allows it', async () => {
    const sku = await opened({ policy: 'continue', quantity: 1 });
    await reserveStock(database, one(sku, 4), forCheckout);
    expect(await stockOf(sku)).toEqual({ onHand: 1, reserved: 4, available: -3 });
    await commitStock(database, one(sku, 4), forCheckout);
    expect(await stockOf(sku)).toEqual({ onHand: -3, reserved: 0, available: -3 });
  });

  test('reserves nothing of untracked SKUs', async () => {
    const [untracked, tracked] = [await opened({ isTracked: false }), await opened()];
    const reserved = await reserveStock(database, [...one(untracked, 99), ...one(tracked)], cause);
    expect(reserved).toEqual(one(tracked));
    expect(await stockOf(untracked)).toMatchObject({ reserved: 0 });
  });

  test.each([0, -1, 1.5, Number.NaN])('rejects %s as a quantity', async (quantity) => {
    const sku = await opened();
    const stored = await stockOf(sku);
    const wrong = one(sku, quantity);
    await expect(reserveStock(database, wrong, cause)).rejects.toThrow(RangeError);
    await expect(releaseStock(database, wrong, cause)).rejects.toThrow(RangeError);
    expect(await stockOf(sku)).toEqual(stored);
  });

  test('never releases more than is reserved, nor an unknown SKU', async () => {
    const sku = await opened();
    await reserveStock(database, one(sku, 2), forCheckout);
    for (const change of [releaseStock, commitStock]) {
      await expect(change(database, one(sku, 3), cause)).rejects.toThrow(/less is reserved/);
      await expect(change(database, one('unheard-of'), cause)).rejects.toThrow(/no stock/);
    }
    expect(await stockOf(sku)).toEqual({ onHand: 10, reserved: 2, available: 8 });
  });

  test('can be undone after tracking was switched off', async () => {
    const sku = await opened();
    await reserveStock(database, one(sku, 2), forCheckout);
    const settings = { sku, productId: PRODUCT, isTracked: false, policy: 'deny' } as const;
    await openStock(database, [{ ...settings, quantity: 0 }], cause);
    await releaseStock(database, one(sku, 2), forCheckout);
    expect(await stockOf(sku)).toEqual({ onHand: 10, reserved: 0, available: 10 });
  });
});

describe('many simultaneous buyers', () => {
  test('get the last units once each, and the others are rejected', async () => {
    const skus = [await opened({ quantity: 5 }), await opened({ quantity: 5 })];
    // Every second buyer names the SKUs in reverse order, as two carts would.
    const buy = async (index: number): Promise<string> => {
      const items = (index % 2 === 0 ? skus : skus.toReversed()).flatMap((sku) => one(sku));
      const reason = await reserveStock(database, items, forCheckout).then(
        () => 'reserved',
        (error: unknown) => (isShopError(error) ? error.reason : String(error)),
      );
      // A buyer that keeps losing races tries again.
      return reason === 'DATABASE_BUSY' ? buy(index) : reason;
    };
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => buy(index)));
    expect(outcomes.sort()).toEqual([
      ...Array<string>(15).fill('STOCK_INSUFFICIENT'),
      ...Array<string>(5).fill('reserved'),
    ]);
    for (const sku of skus) {
      expect(await stockOf(sku)).toEqual({ onHand: 5, reserved: 5, available: 0 });
      const sequences = (await movementsOf(sku)).map(({ sequence }) => sequence);
      expect(sequences).toEqual([1, 2, 3, 4, 5, 6]);
    }
  });
});

describe('counting stock', () => {
  test('adds received units and the difference that a count found', async () => {
    const sku = await opened();
    expect(await receiveStock(database, { sku, quantity: 5 }, cause)).toMatchObject({ onHand: 15 });
    const adjusted = await adjustStock(
      database,
      { sku, quantity: -4 },
      { ...cause, reason: 'broken' },
    );
    expect(adjusted).toMatchObject({ onHand: 11, available: 11 });
    expect((await movementsOf(sku)).at(-1)).toMatchObject({ kind: 'adjusted', reason: 'broken' });
  });

  test('does not touch reserved units', async () => {
    const sku = await opened();
    await reserveStock(database, one(sku, 8), forCheckout);
    await expect(adjustStock(database, { sku, quantity: -3 }, cause)).rejects.toMatchObject({
      reason: 'STOCK_INSUFFICIENT',
      details: { sku, available: 2 },
    });
    expect(await adjustStock(database, { sku, quantity: -2 }, cause)).toMatchObject({
      available: 0,
    });
  });

  test('has a limit, and requires existing stock', async () => {
    const sku = await opened();
    const all = { sku, quantity: MAX_STOCK };
    await expect(receiveStock(database, all, cause)).rejects.toMatchObject({
      reason: 'INPUT_INVALID',
      fields: { quantity: [`must leave at most ${MAX_STOCK} of ${sku} on hand`] },
    });
    await expect(adjustStock(database, all, cause)).rejects.toMatchObject({
      reason: 'INPUT_INVALID',
      fields: { change: [`must leave at most ${MAX_STOCK} of ${sku} on hand`] },
    });
    for (const call of [receiveStock, adjustStock]) {
      const unknown = { sku: 'unheard-of', quantity: 1 };
      await expect(call(database, unknown, cause)).rejects.toMatchObject({
        reason: 'STOCK_NOT_FOUND',
      });
    }
    await expect(configureStock(database, 'unheard-of', 1, cause)).rejects.toMatchObject({
      reason: 'STOCK_NOT_FOUND',
    });
  });
});

describe('opening stock', () => {
  test("starts with the catalog's quantity, and below zero only as a debt to customers", async () => {
    const inputs = [
      { isTracked: true, policy: 'deny' },
      { isTracked: true, policy: 'continue' },
      { isTracked: false, policy: 'continue' },
    ] as const;
    const quantities = [];
    for (const input of inputs) {
      const sku = await opened({ ...input, quantity: -2 });
      quantities.push([(await stockOf(sku)).onHand, (await movementsOf(sku)).length]);
    }
    expect(quantities).toEqual([
      [0, 0],
      [-2, 1],
      [0, 0],
    ]);
  });

  test('changes settings the second time, but never the quantity', async () => {
    const sku = await opened({ quantity: 4 });
    const [view] = await openStock(
      database,
      [{ sku, productId: 'b'.repeat(24), isTracked: true, policy: 'continue', quantity: 99 }],
      cause,
    );
    expect(view).toMatchObject({ productId: 'b'.repeat(24), policy: 'continue', onHand: 4 });
    expect(await database.stock.find([sku])).toEqual([view]);
    expect(await movementsOf(sku)).toHaveLength(1);
  });

  test('by several at once opens it once', async () => {
    const settings = { isTracked: true, policy: 'deny', quantity: 6 } as const;
    const skus = ['RACE-1', 'RACE-2'].map((sku) => ({ sku, productId: PRODUCT, ...settings }));
    await Promise.all(Array.from({ length: 5 }, () => openStock(database, skus, cause)));
    for (const { sku } of skus) {
      expect(await stockOf(sku)).toEqual({ onHand: 6, reserved: 0, available: 6 });
      expect(await movementsOf(sku)).toHaveLength(1);
    }
  });
});
