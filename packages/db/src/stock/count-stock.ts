import { MAX_STOCK, ShopError } from '@trastienda/contract';
import type { RunTransaction } from '../connection/transaction.ts';
import { planSettings, planStep, type StockPlan } from './plan-change.ts';
import { readStock } from './read-stock.ts';
import type { StockCause, StockDocument, StockQuantity, StockState } from './stock-document.ts';
import { toStockState } from './stock-state.ts';
import { type StockModels, writeStockPlans } from './write-plans.ts';

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

/** What sets stock to what was counted. */
export interface StockCounting {
  /**
   * Sets what is on hand to what was counted, and tells what that did to each SKU; those without
   * stock are left out, and so is what the same source has set before. `INPUT_INVALID` for more than
   * `MAX_STOCK`.
   */
  count(
    counts: readonly StockQuantity[],
    source: CountSource,
    cause: StockCause,
  ): Promise<CountedStock[]>;
}

/**
 * How many there are after a count. What open checkouts hold stays in the shop, and without
 * `continue` there are never fewer than none; but a count that finds fewer never adds any.
 */
function onHandAfter(before: StockDocument, counted: number): number {
  const { isTracked, policy, held, onHand } = before;
  if (isTracked && policy === 'continue') return counted;
  if (counted >= held) return counted;
  return Math.max(counted, Math.min(held, onHand));
}

/** How many more are on hand than were counted, which is never fewer than none under `deny`. */
function excessOf({ isTracked, policy }: StockDocument, onHand: number, target: number): number {
  const least = isTracked && policy === 'continue' ? target : Math.max(target, 0);
  return Math.max(onHand - least, 0);
}

function planCount(
  before: StockDocument,
  counted: number,
  source: CountSource,
  cause: StockCause,
): { readonly plan: StockPlan | null; readonly outcome: CountedStock } {
  const sku = before._id;
  const isKnown = before.countKey === source.key && !source.isRepeated;
  const excess = isKnown ? (before.countExcess ?? 0) : 0;
  if (isKnown && excess === 0) {
    const after = toStockState(before);
    return {
      plan: null,
      outcome: { sku, counted, change: 0, isCountedBefore: true, isLimited: false, after },
    };
  }
  // Sold or received since: a count that goes on takes what it could not take, and adds nothing.
  const target = isKnown ? before.onHand - excess : counted;
  const onHand = onHandAfter(before, target);
  const change = onHand - before.onHand;
  const countExcess = excessOf(before, onHand, target);
  const step = { sku, kind: 'adjusted' as const, onHandChange: change, heldChange: 0 };
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
      after: toStockState(after),
    },
  };
}

/** Sets stock to what was counted. */
export function createCountStock(models: StockModels, transaction: RunTransaction): StockCounting {
  return {
    async count(counts, source, cause) {
      const wanted = new Map(counts.map(({ sku, quantity }) => [sku, quantity]));
      for (const [sku, quantity] of wanted) checkCount({ sku, quantity });
      if (wanted.size === 0) return [];
      return transaction(async () => {
        const documents = await readStock(models.stock, [...wanted.keys()]);
        const planned = [...wanted]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .flatMap(([sku, counted]) => {
            const before = documents.get(sku);
            return before === undefined ? [] : planCount(before, counted, source, cause);
          });
        await writeStockPlans(
          models,
          planned.flatMap(({ plan }) => plan ?? []),
        );
        return planned.map(({ outcome }) => outcome);
      });
    },
  };
}

function checkCount({ sku, quantity }: StockQuantity): void {
  if (Number.isSafeInteger(quantity) && Math.abs(quantity) <= MAX_STOCK) return;
  const message = `There can be no more than ${MAX_STOCK} of a SKU.`;
  throw new ShopError('INPUT_INVALID', { message, details: { sku } });
}
