import { ListStockMovementsInput } from '@trastienda/contract';
import { useTestDatabase } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openDatabase } from '../open-database.ts';
import type { StockCause, StockQuantity } from './stock-document.ts';

const { server, database } = await useTestDatabase(openDatabase);

const cause: StockCause = { at: new Date('2026-03-01T10:00:00.000Z'), requestId: null };
const SKUS = ['A', 'B', 'C'];
const OPENING = 3;

/** What can be done, and how a unit of it changes what is on hand and what is held. */
const STEPS = {
  hold: { onHand: 0, held: 1, run: (items: StockQuantity[]) => database.stock.hold(items, cause) },
  release: {
    ...{ onHand: 0, held: -1 },
    run: (items: StockQuantity[]) => database.stock.release(items, cause),
  },
  sellHeld: {
    ...{ onHand: -1, held: -1 },
    run: (items: StockQuantity[]) => database.stock.sellHeld(items, cause),
  },
  giveBack: {
    ...{ onHand: 1, held: 0 },
    run: (items: StockQuantity[]) => database.stock.giveBack(items, cause),
  },
  receive: {
    ...{ onHand: 1, held: 0 },
    run: ([item]: StockQuantity[]) => item && database.stock.receive(item, cause),
  },
  lose: {
    ...{ onHand: -1, held: 0 },
    run: ([item]: StockQuantity[]) =>
      item && database.stock.adjust({ sku: item.sku, quantity: -item.quantity }, cause),
  },
} as const;

const names = fc.constantFrom('hold', 'release', 'sellHeld', 'giveBack', 'receive', 'lose');
const anyStep = names.chain((name: keyof typeof STEPS) => {
  const quantity = fc.integer({ min: 1, max: 4 });
  const item = fc.record({ sku: fc.constantFrom(...SKUS), quantity });
  const maxLength = name === 'receive' || name === 'lose' ? 1 : 3;
  return fc.record({ name: fc.constant(name), items: fc.array(item, { minLength: 1, maxLength }) });
});
const anyPolicies = fc.tuple(...SKUS.map(() => fc.constantFrom('deny', 'continue')));

it('stock is what was done and the sum of its movements, and not below zero, whatever is done at once', async () => {
  const property = fc.asyncProperty(
    anyPolicies,
    fc.array(anyStep, { maxLength: 24 }),
    async (policies, steps) => {
      await server.clear();
      const settings = SKUS.map((sku, index) => ({
        ...{ sku, productId: 'a'.repeat(24), isTracked: true, quantity: OPENING },
        policy: policies[index] ?? 'deny',
      }));
      await database.stock.open(settings, cause);
      const done = new Map(SKUS.map((sku) => [sku, { onHand: OPENING, held: 0 }]));

      const attempt = async ({ name, items }: (typeof steps)[number]) => {
        const { onHand, held, run } = STEPS[name];
        await run(items);
        for (const { sku, quantity } of items) {
          const sum = done.get(sku);
          if (sum === undefined) continue;
          sum.onHand += onHand * quantity;
          sum.held += held * quantity;
        }
      };
      for (let at = 0; at < steps.length; at += 3) {
        // What cannot be done is refused, which is fine; what counts is that it then did nothing.
        await Promise.allSettled(steps.slice(at, at + 3).map(attempt));
      }

      for (const view of await database.stock.find(SKUS)) {
        const input = ListStockMovementsInput.parse({ sku: view.sku, limit: 100 });
        const movements = (await database.stock.listMovements(input)).items.reverse();
        let [onHand, held] = [0, 0];
        movements.forEach((movement, index) => {
          onHand += movement.onHandChange;
          held += movement.heldChange;
          expect(movement).toMatchObject({ sequence: index + 1, onHand, held });
          if (view.policy === 'deny') expect(onHand - held).toBeGreaterThanOrEqual(0);
        });
        expect(view).toMatchObject({ onHand, held, available: onHand - held });
        expect({ onHand, held }).toEqual(done.get(view.sku));
      }
    },
  );
  await fc.assert(property, { numRuns: 12 });
});
