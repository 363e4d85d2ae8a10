import { ListStockMovementsInput, MAX_STOCK } from '@trastienda/contract';
import { useTestDatabase } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../open-database.ts';
import type { StockCause } from './stock-store.ts';

const { server, database } = await useTestDatabase(openDatabase);

beforeEach(() => server.clear());

const cause: StockCause = {
  at: new Date('2026-03-01T10:00:00.000Z'),
  requestId: null,
  reason: 'count of March',
};
const source = (key: string, isRepeated = false) => ({ key, isRepeated });
const open = (sku: string, quantity: number, policy: 'deny' | 'continue' = 'deny') =>
  database.stock.open(
    [{ sku, quantity, policy, productId: 'a'.repeat(24), isTracked: true }],
    cause,
  );
const count = (quantity: number, key = 'first') =>
  database.stock.count([{ sku: 'MUG', quantity }], source(key), cause);
const movements = async () => {
  const input = ListStockMovementsInput.parse({ sku: 'MUG', limit: 100 });
  return (await database.stock.listMovements(input)).items.reverse();
};

describe('counting stock', () => {
  it('sets what is on hand, with a movement that says why', async () => {
    await open('MUG', 5);
    expect(await count(8)).toMatchObject([
      { sku: 'MUG', change: 3, isLimited: false, after: { onHand: 8, available: 8 } },
    ]);
    expect((await movements()).at(-1)).toMatchObject({
      ...{ kind: 'adjusted', onHandChange: 3, onHand: 8, reason: 'count of March' },
    });
  });

  it('does so once for a source, whatever happened in between, unless it is asked to', async () => {
    await open('MUG', 5);
    await count(8);
    await database.stock.adjust({ sku: 'MUG', quantity: -2 }, cause);
    expect(await count(8)).toMatchObject([{ change: 0, isCountedBefore: true }]);
    expect(await count(8, 'second')).toMatchObject([{ change: 2, isCountedBefore: false }]);
    await database.stock.adjust({ sku: 'MUG', quantity: -1 }, cause);
    const again = await database.stock.count(
      [{ sku: 'MUG', quantity: 8 }],
      source('second', true),
      cause,
    );
    expect(again).toMatchObject([{ change: 1 }]);
  });

  it('remembers a count that agreed too', async () => {
    await open('MUG', 5);
    expect(await count(5)).toMatchObject([{ change: 0, isCountedBefore: false }]);
    await database.stock.adjust({ sku: 'MUG', quantity: -2 }, cause);
    expect(await count(5)).toMatchObject([{ change: 0, after: { onHand: 3 } }]);
    expect(await movements()).toHaveLength(2);
  });

  it('leaves what open checkouts hold, and goes on when the same source comes again', async () => {
    await open('MUG', 5);
    const held = [{ sku: 'MUG', quantity: 3 }];
    await database.stock.hold(held, cause);
    const limited = { isLimited: true, counted: 1, after: { onHand: 3, held: 3, available: 0 } };
    expect(await count(1)).toMatchObject([{ change: -2, ...limited }]);
    expect(await count(1)).toMatchObject([{ change: 0, ...limited }]);
    await database.stock.release(held, cause);
    expect(await count(1)).toMatchObject([{ change: -2, isLimited: false, after: { onHand: 1 } }]);
  });

  it('owes nothing under deny, and goes below zero under continue', async () => {
    await open('MUG', 5);
    expect(await count(-2)).toMatchObject([{ isLimited: true, after: { onHand: 0 } }]);
    await database.stock.receive({ sku: 'MUG', quantity: 4 }, cause);
    expect(await count(-2)).toMatchObject([{ isCountedBefore: true, after: { onHand: 4 } }]);
    await open('MUG', 0, 'continue');
    expect(await count(-2, 'second')).toMatchObject([{ isLimited: false, after: { onHand: -2 } }]);
  });

  it('never adds what was not counted to stock that is owed', async () => {
    await open('MUG', 2, 'continue');
    await database.stock.hold([{ sku: 'MUG', quantity: 5 }], cause);
    await open('MUG', 0, 'deny');
    expect(await count(1)).toMatchObject([{ change: 0, after: { onHand: 2, held: 5 } }]);
    expect(await count(3)).toMatchObject([{ change: 1, isLimited: false, after: { onHand: 3 } }]);
  });

  it('leaves out SKUs without stock, and refuses more than there can be', async () => {
    expect(await count(8)).toEqual([]);
    await expect(count(MAX_STOCK + 1)).rejects.toMatchObject({ reason: 'INPUT_INVALID' });
  });

  it('tells lists when it takes availability across zero', async () => {
    await open('MUG', 0);
    await count(3);
    expect(await database.stock.findUnlisted(10)).toMatchObject([{ sku: 'MUG' }]);
  });

  it('agrees with its movements, and never sells what is held', async () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('count' as const), n: fc.integer({ min: -3, max: 8 }) }),
        fc.record({
          kind: fc.constantFrom('hold', 'release', 'sell'),
          n: fc.integer({ min: 1, max: 4 }),
        }),
      ),
      { minLength: 1, maxLength: 12 },
    );
    const run = {
      hold: (n: number) => database.stock.hold([{ sku: 'MUG', quantity: n }], cause),
      release: (n: number) => database.stock.release([{ sku: 'MUG', quantity: n }], cause),
      sell: (n: number) => database.stock.sellHeld([{ sku: 'MUG', quantity: n }], cause),
    };
    const property = fc.asyncProperty(steps, async (each) => {
      await server.clear();
      await open('MUG', 4);
      for (const [index, { kind, n }] of each.entries()) {
        if (kind === 'count') {
          const [first] = await count(n, `count ${index}`);
          const [second] = await count(n, `count ${index}`);
          expect(second?.change).toBe(0);
          expect(second?.after.onHand).toBe(first?.after.onHand);
        } else if (kind === 'hold' || kind === 'release' || kind === 'sell') {
          // What cannot be done is refused, and then did nothing.
          await run[kind](n).catch(() => undefined);
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
    await fc.assert(property, { numRuns: 10 });
  });
});
