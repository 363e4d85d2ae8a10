import { MAX_STOCK } from '@trastienda/shop-contract';
import type { StockChange, StockQuantity, StockState } from '@trastienda/shop-db';
import { readStock, type StockDatabase } from './change-stock.ts';
import { planSettings, planStep } from './plan-change.ts';
import type { StockChangeContext } from './stock-change-context.ts';
import { stockTooLarge } from './stock-too-large.ts';

/** Result of counting a SKU. */
export interface CountedStock {
  readonly sku: string;
  readonly counted: number;
  /** Signed difference; 0 when the count agrees or was made before. */
  readonly change: number;
  readonly isCountedBefore: boolean;
  /** True when more units remain than were counted, because open checkouts reserve them. */
  readonly isLimited: boolean;
  readonly after: StockState;
}

/** Identity of a count, so that it is applied once. */
export interface CountSource {
  readonly key: string;
  /** True to set SKUs again that this source has set before. */
  readonly isRepeated: boolean;
}

/**
 * Returns the quantity on hand after a count. Units reserved by open checkouts stay, and without
 * `continue` the quantity never goes below zero; but a count that finds fewer units never adds any.
 */
function onHandAfter(before: StockState, counted: number): number {
  const { isTracked, policy, reserved, onHand } = before;
  if (isTracked && policy === 'continue') return counted;
  if (counted >= reserved) return counted;
  return Math.max(counted, Math.min(reserved, onHand));
}

/** Returns the units on hand beyond the target; without `continue` a negative target counts as 0. */
function excessOf({ isTracked, policy }: StockState, onHand: number, target: number): number {
  const least = isTracked && policy === 'continue' ? target : Math.max(target, 0);
  return Math.max(onHand - least, 0);
}

function planCount(
  before: StockState,
  counted: number,
  source: CountSource,
  cause: StockChangeContext,
): { readonly plan: StockChange | null; readonly outcome: CountedStock } {
  const { sku } = before;
  const isKnown = before.countKey === source.key && !source.isRepeated;
  const excess = isKnown ? (before.countExcess ?? 0) : 0;
  if (isKnown && excess === 0) {
    return {
      plan: null,
      outcome: { sku, counted, change: 0, isCountedBefore: true, isLimited: false, after: before },
    };
  }
  // A repeated count takes the excess that it could not take before, and adds nothing that was
  // received since.
  const target = isKnown ? before.onHand - excess : counted;
  const onHand = onHandAfter(before, target);
  const change = onHand - before.onHand;
  const countExcess = excessOf(before, onHand, target);
  const step = { sku, kind: 'adjusted' as const, onHandChange: change, reservedChange: 0 };
  const moved = change === 0 ? planSettings(before, {}, cause) : planStep(before, step, cause);
  const after = { ...moved.after, countKey: source.key, countExcess };
  const isSame =
    change === 0 && before.countKey === source.key && (before.countExcess ?? 0) === countExcess;
  return {
    plan: isSame ? null : { ...moved, after },
    outcome: {
      ...{ sku, counted, change },
      isCountedBefore: isKnown && change === 0 && countExcess === 0,
      isLimited: isKnown ? countExcess > 0 : onHand !== target,
      after,
    },
  };
}

/**
 * Sets the quantities on hand to a count, and returns the effect on each SKU. Omits SKUs without
 * stock, and SKUs that the same source has set before.
 *
 * @throws {ShopError} INPUT_INVALID when a quantity exceeds `MAX_STOCK`.
 */
export async function countStock(
  database: StockDatabase,
  counts: readonly StockQuantity[],
  source: CountSource,
  cause: StockChangeContext,
): Promise<CountedStock[]> {
  const wanted = new Map(counts.map(({ sku, quantity }) => [sku, quantity]));
  for (const [sku, quantity] of wanted) checkCount({ sku, quantity });
  if (wanted.size === 0) return [];
  return database.transaction(async () => {
    const states = await readStock(database, [...wanted.keys()]);
    const planned = [...wanted]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([sku, counted]) => {
        const before = states.get(sku);
        return before === undefined ? [] : planCount(before, counted, source, cause);
      });
    await database.stock.update(planned.flatMap(({ plan }) => plan ?? []));
    return planned.map(({ outcome }) => outcome);
  });
}

function checkCount({ sku, quantity }: StockQuantity): void {
  if (Number.isSafeInteger(quantity) && Math.abs(quantity) <= MAX_STOCK) return;
  throw stockTooLarge(sku, 'quantity');
}
