import { MAX_STOCK, ShopError } from '@trastienda/contract';
import type { StockChange, StockQuantity, StockState } from '@trastienda/db';
import { readStock, type StockDatabase } from './change-stock.ts';
import { planSettings, planStep } from './plan-change.ts';
import type { StockCause } from './stock-cause.ts';

/** What counting did to a SKU. */
export interface CountedStock {
  readonly sku: string;
  readonly counted: number;
  /** How many were added or taken; 0 where the count agrees, or was made before. */
  readonly change: number;
  readonly isCountedBefore: boolean;
  /** Whether there are more than were counted, because open checkouts hold them. */
  readonly isLimited: boolean;
  readonly after: StockState;
}

/** What a count is known by, so that it is made once. */
export interface CountSource {
  readonly key: string;
  /** Whether SKUs that were set by this source before are set again. */
  readonly isRepeated: boolean;
}

/**
 * How many there are after a count. What open checkouts hold stays in the shop, and without
 * `continue` there are never fewer than none; but a count that finds fewer never adds any.
 */
function onHandAfter(before: StockState, counted: number): number {
  const { isTracked, policy, reserved, onHand } = before;
  if (isTracked && policy === 'continue') return counted;
  if (counted >= reserved) return counted;
  return Math.max(counted, Math.min(reserved, onHand));
}

/** How many more are on hand than were counted, which is never fewer than none under `deny`. */
function excessOf({ isTracked, policy }: StockState, onHand: number, target: number): number {
  const least = isTracked && policy === 'continue' ? target : Math.max(target, 0);
  return Math.max(onHand - least, 0);
}

function planCount(
  before: StockState,
  counted: number,
  source: CountSource,
  cause: StockCause,
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
  // Sold or received since: a count that goes on takes what it could not take, and adds nothing.
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
 * Sets what is on hand to what was counted, and returns what that did to each SKU; those without
 * stock are left out, and so is what the same source has set before.
 *
 * @throws {ShopError} INPUT_INVALID for more than `MAX_STOCK`.
 */
export async function countStock(
  database: StockDatabase,
  counts: readonly StockQuantity[],
  source: CountSource,
  cause: StockCause,
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
  const message = `There can be no more than ${MAX_STOCK} of a SKU.`;
  throw new ShopError('INPUT_INVALID', { message, details: { sku } });
}
