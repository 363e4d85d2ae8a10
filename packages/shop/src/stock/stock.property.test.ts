import { ListStockMovementsInput } from '@trastienda/shop-contract';
import { openDatabase, type StockQuantity } from '@trastienda/shop-db';
import { runCount, useTestDatabase } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  adjustStock,
  commitStock,
  receiveStock,
  releaseStock,
  reserveStock,
  restock,
} from './change-stock.ts';
import { openStock } from './open-stock.ts';
import type { StockChangeContext } from './stock-change-context.ts';

const { server, database } = await useTestDatabase(openDatabase);

const cause: StockChangeContext = { at: new Date('2026-03-01T10:00:00.000Z'), requestId: null };
const SKUS = ['A', 'B', 'C'];
const OPENING = 3;

/** Possible steps, and how one unit of each changes the quantities on hand and reserved. */
const STEPS = {
  reserve: {
    onHand: 0,
    reserved: 1,
    run: (items: StockQuantity[]) => reserveStock(database, items, cause),
  },
  release: {
    ...{ onHand: 0, reserved: -1 },
    run: (items: StockQuantity[]) => releaseStock(database, items, cause),
  },
  commit: {
    ...{ onHand: -1, reserved: -1 },
    run: (items: StockQuantity[]) => commitStock(database, items, cause),
  },
  restock: {
    ...{ onHand: 1, reserved: 0 },
    run: (items: StockQuantity[]) => restock(database, items, cause),
  },
  receive: {
    ...{ onHand: 1, reserved: 0 },
    run: ([item]: StockQuantity[]) => item && receiveStock(database, item, cause),
  },
  lose: {
    ...{ onHand: -1, reserved: 0 },
    run: ([item]: StockQuantity[]) =>
      item && adjustStock(database, { sku: item.sku, quantity: -item.quantity }, cause),
  },
} as const;

const names = fc.constantFrom('reserve', 'release', 'commit', 'restock', 'receive', 'lose');
const anyStep = names.chain((name: keyof typeof STEPS) => {
  const quantity = fc.integer({ min: 1, max: 4 });
  const item = fc.record({ sku: fc.constantFrom(...SKUS), quantity });
  const maxLength = name === 'receive' || name === 'lose' ? 1 : 3;
  return fc.record({ name: fc.constant(name), items: fc.array(item, { minLength: 1, maxLength }) });
});
const anyPolicies = fc.tuple(...SKUS.map(() => fc.constantFrom('deny', 'continue')));

test('stock equals the steps taken and the sum of its movements, and is never below zero, under any concurrency', async () => {
  const property = fc.asyncProperty(
    anyPolicies,
    fc.array(anyStep, { maxLength: 24 }),
    async (policies, steps) => {
      await server.clear();
      const settings = SKUS.map((sku, index) => ({
        ...{ sku, productId: 'a'.repeat(24), isTracked: true, quantity: OPENING },
        policy: policies[index] ?? 'deny',
      }));
      await openStock(database, settings, cause);
      const done = new Map(SKUS.map((sku) => [sku, { onHand: OPENING, reserved: 0 }]));

      const attempt = async ({ name, items }: (typeof steps)[number]) => {
        const { onHand, reserved, run } = STEPS[name];
        await run(items);
        for (const { sku, quantity } of items) {
          const sum = done.get(sku);
          if (sum === undefined) continue;
          sum.onHand += onHand * quantity;
          sum.reserved += reserved * quantity;
        }
      };
      for (let at = 0; at < steps.length; at += 3) {
        // An impossible step is rejected and must then have changed nothing.
        await Promise.allSettled(steps.slice(at, at + 3).map(attempt));
      }

      for (const view of await database.stock.find(SKUS)) {
        const input = ListStockMovementsInput.parse({ sku: view.sku, limit: 100 });
        const movements = (await database.stock.listMovements(input)).items.reverse();
        let [onHand, reserved] = [0, 0];
        movements.forEach((movement, index) => {
          onHand += movement.onHandChange;
          reserved += movement.reservedChange;
          expect(movement).toMatchObject({ sequence: index + 1, onHand, reserved });
          if (view.policy === 'deny') expect(onHand - reserved).toBeGreaterThanOrEqual(0);
        });
        expect(view).toMatchObject({ onHand, reserved, available: onHand - reserved });
        expect({ onHand, reserved }).toEqual(done.get(view.sku));
      }
    },
  );
  await fc.assert(property, { numRuns: runCount(4, 24) });
});
