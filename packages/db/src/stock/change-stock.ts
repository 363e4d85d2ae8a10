import { MAX_STOCK, ShopError } from '@trastienda/contract';
import { retryDuplicate } from '../connection/duplicate-key.ts';
import type { RunTransaction } from '../connection/transaction.ts';
import { followedSettings, openedStock } from './open-stock.ts';
import { planSettings, planStep, type StockPlan, type StockStep } from './plan-change.ts';
import { readStock } from './read-stock.ts';
import type {
  StockCause,
  StockDocument,
  StockMovementDocument,
  StockQuantity,
  StockSettings,
  StockState,
} from './stock-document.ts';
import { toStockState } from './stock-state.ts';
import { type StockModels, writeStockPlans } from './write-plans.ts';

/** What changes stock, each with its movements and events. */
export interface StockChanges {
  /**
   * Holds all or nothing. Gives what is held: SKUs that are not tracked are not. `STOCK_INSUFFICIENT`
   * with `details` `{ sku, available }` of the first that there is too little of.
   */
  hold(items: readonly StockQuantity[], cause: StockCause): Promise<StockQuantity[]>;
  /** Gives back what was held. To release more than is held is a bug, and fails as one. */
  release(held: readonly StockQuantity[], cause: StockCause): Promise<void>;
  /** What was held leaves the shop; as `release`. */
  sellHeld(held: readonly StockQuantity[], cause: StockCause): Promise<void>;
  /** Puts back what was sold: a cancelled order, a return. */
  giveBack(items: readonly StockQuantity[], cause: StockCause): Promise<void>;
  /** `STOCK_NOT_FOUND`; `INPUT_INVALID` for more than `MAX_STOCK` in all. */
  receive(item: StockQuantity, cause: StockCause): Promise<StockState>;
  /** By a signed quantity. As `receive`, and `STOCK_INSUFFICIENT` with `details` as of `hold`. */
  adjust(item: StockQuantity, cause: StockCause): Promise<StockState>;
  /** `STOCK_NOT_FOUND`. */
  configure(sku: string, lowStockAt: number | null, cause: StockCause): Promise<StockState>;
  /**
   * Follows what the catalogue says of variants: opens the stock of new SKUs with their quantity as
   * a movement, and takes on tracking and policy of known ones, whose quantity stays. Their
   * products are written in the same transaction, and with them what lists say of the SKUs: gives
   * back what there is of each.
   */
  open(settings: readonly StockSettings[], cause: StockCause): Promise<StockState[]>;
}

/** Quantities by SKU, in the order in which every transaction takes SKUs. */
function inOrder(items: readonly StockQuantity[]): StockQuantity[] {
  const bySku = new Map<string, number>();
  for (const { sku, quantity } of items) {
    if (!Number.isSafeInteger(quantity) || quantity < 1) {
      throw new RangeError(`${quantity} of ${sku} is no quantity of stock.`);
    }
    bySku.set(sku, (bySku.get(sku) ?? 0) + quantity);
  }
  return [...bySku]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([sku, quantity]) => ({ sku, quantity }));
}

const isDenied = ({ policy, available }: StockDocument, quantity: number) =>
  policy === 'deny' && available < quantity;

function insufficient(sku: string, available: number): ShopError {
  return new ShopError('STOCK_INSUFFICIENT', { details: { sku, available } });
}

/** The changes of stock: each reads its SKUs, checks all of them, then writes; in one transaction. */
export function createStockChanges(models: StockModels, transaction: RunTransaction): StockChanges {
  const { stock, movements } = models;
  const read = (skus: readonly string[]) => readStock(stock, skus);

  const readOne = async (sku: string): Promise<StockDocument> => {
    const document = (await read([sku])).get(sku);
    if (document === undefined) throw new ShopError('STOCK_NOT_FOUND', { details: { sku } });
    return document;
  };

  /** Moves stock that is there, whatever its settings are by now. */
  const move = async (
    items: readonly StockQuantity[],
    cause: StockCause,
    stepOf: (item: StockQuantity) => Omit<StockStep, 'sku'>,
  ) => {
    const steps = inOrder(items).map((item) => ({ sku: item.sku, ...stepOf(item) }));
    if (steps.length === 0) return;
    await transaction(async () => {
      const documents = await read(steps.map(({ sku }) => sku));
      const plans = steps.map((step): StockPlan => {
        const document = documents.get(step.sku);
        if (document === undefined) throw new Error(`There is no stock of ${step.sku} to change.`);
        if (document.held + step.heldChange < 0) {
          throw new Error(`Of ${step.sku} less is held than is to be ${step.kind}.`);
        }
        return planStep(document, step, cause);
      });
      await writeStockPlans(models, plans);
    });
  };

  const count = (
    { sku, quantity }: StockQuantity,
    kind: 'received' | 'adjusted',
    cause: StockCause,
  ) =>
    transaction(async () => {
      const document = await readOne(sku);
      if (quantity < 0 && isDenied(document, -quantity)) {
        throw insufficient(sku, document.available);
      }
      if (Math.abs(document.onHand + quantity) > MAX_STOCK) {
        const message = `There can be no more than ${MAX_STOCK} of a SKU.`;
        throw new ShopError('INPUT_INVALID', { message, details: { sku } });
      }
      const plan = planStep(document, { sku, kind, onHandChange: quantity, heldChange: 0 }, cause);
      await writeStockPlans(models, [plan]);
      return toStockState(plan.after);
    });

  return {
    async hold(items, cause) {
      const wanted = inOrder(items);
      if (wanted.length === 0) return [];
      return transaction(async () => {
        const documents = await read(wanted.map(({ sku }) => sku));
        const plans: StockPlan[] = [];
        const held: StockQuantity[] = [];
        for (const { sku, quantity } of wanted) {
          const document = documents.get(sku);
          if (document === undefined) throw insufficient(sku, 0);
          if (!document.isTracked) continue;
          if (isDenied(document, quantity)) throw insufficient(sku, document.available);
          const step = { sku, kind: 'held' as const, onHandChange: 0, heldChange: quantity };
          plans.push(planStep(document, step, cause));
          held.push({ sku, quantity });
        }
        await writeStockPlans(models, plans);
        return held;
      });
    },

    release: (held, cause) =>
      move(held, cause, ({ quantity }) => ({
        kind: 'released',
        onHandChange: 0,
        heldChange: -quantity,
      })),

    sellHeld: (held, cause) =>
      move(held, cause, ({ quantity }) => ({
        kind: 'sold',
        onHandChange: -quantity,
        heldChange: -quantity,
      })),

    giveBack: (items, cause) =>
      move(items, cause, ({ quantity }) => ({
        kind: 'returned',
        onHandChange: quantity,
        heldChange: 0,
      })),

    receive: (item, cause) => count(item, 'received', cause),
    adjust: (item, cause) => count(item, 'adjusted', cause),

    configure: (sku, lowStockAt, cause) =>
      transaction(async () => {
        const document = await readOne(sku);
        const plan = planSettings(document, { lowStockAt }, cause);
        await writeStockPlans(models, [plan]);
        return toStockState(plan.after);
      }),

    async open(settings, cause) {
      const wanted = new Map(settings.map((each) => [each.sku, each]));
      if (wanted.size === 0) return [];
      return transaction(async () => {
        const documents = await read([...wanted.keys()]);
        const opened: StockDocument[] = [];
        const openings: StockMovementDocument[] = [];
        const plans: StockPlan[] = [];
        for (const each of wanted.values()) {
          const before = documents.get(each.sku);
          if (before === undefined) {
            const { document, movement } = openedStock(each, cause);
            opened.push(document);
            if (movement !== null) openings.push(movement);
            documents.set(each.sku, document);
          } else {
            const plan = followedSettings(before, each, cause);
            if (plan === null) continue;
            plans.push(plan);
            documents.set(each.sku, plan.after);
          }
        }
        if (opened.length > 0) {
          await stock.insertMany(opened, { lean: true }).catch((error: unknown) => {
            // Somebody opened it in the same moment: then there is stock to follow.
            throw retryDuplicate(error);
          });
        }
        if (openings.length > 0) await movements.insertMany(openings, { lean: true });
        await writeStockPlans(models, plans);
        return [...documents.values()].map(toStockState);
      });
    },
  };
}
