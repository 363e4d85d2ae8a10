import type {
  ListStockInput,
  ListStockMovementsInput,
  StockMovementPage,
  StockPage,
  StockView,
} from '@trastienda/contract';
import type { Connection } from 'mongoose';
import { MAX_READ_MS } from '../connection/max-read-ms.ts';
import type { RunTransaction } from '../connection/transaction.ts';
import type { EventStore } from '../events/event-store.ts';
import { createStockChanges } from './change-stock.ts';
import { type CountedStock, type CountSource, createCountStock } from './count-stock.ts';
import { readStock, readStockMovements, readStockPage } from './read-stock.ts';
import type { StockDocument, StockMovementDocument } from './stock-document.ts';
import { stockMovementSchema, stockSchema } from './stock-schema.ts';
import { toStockView } from './stock-state.ts';

/** So many of a SKU. */
export interface StockQuantity {
  readonly sku: string;
  readonly quantity: number;
}

/** What a change of stock is written down with. */
export interface StockCause {
  readonly at: Date;
  readonly requestId: string | null;
  readonly checkoutId?: string;
  readonly orderId?: string;
  readonly reason?: string;
}

/** A SKU that lists may know nothing new of. */
export interface UnlistedStock {
  readonly sku: string;
  readonly productId: string;
}

/** What the catalogue says of a variant. `quantity` counts for a SKU that has no stock yet. */
export interface StockSettings {
  readonly sku: string;
  readonly productId: string;
  readonly isTracked: boolean;
  readonly policy: 'deny' | 'continue';
  readonly quantity: number;
}

/**
 * Stock per SKU. Every change is a guarded write with its movement and, where availability crosses
 * zero or `lowStockAt`, its event; each belongs into a transaction (it opens one otherwise) and
 * takes SKUs in their order, whatever the order of its input.
 */
export interface StockStore {
  /** What there is of the SKUs; those without stock are left out. */
  find(skus: readonly string[]): Promise<StockView[]>;
  /** `CURSOR_INVALID`. */
  list(input: ListStockInput): Promise<StockPage>;
  /** `CURSOR_INVALID`. */
  listMovements(input: ListStockMovementsInput): Promise<StockMovementPage>;
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
  receive(item: StockQuantity, cause: StockCause): Promise<StockView>;
  /** By a signed quantity. As `receive`, and `STOCK_INSUFFICIENT` with `details` as of `hold`. */
  adjust(item: StockQuantity, cause: StockCause): Promise<StockView>;
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
  /** `STOCK_NOT_FOUND`. */
  configure(sku: string, lowStockAt: number | null, cause: StockCause): Promise<StockView>;
  /**
   * Follows what the catalogue says of variants: opens the stock of new SKUs with their quantity as
   * a movement, and takes on tracking and policy of known ones, whose quantity stays. Their
   * products are written in the same transaction, and with them what lists say of the SKUs: gives
   * back what there is of each.
   */
  open(settings: readonly StockSettings[], cause: StockCause): Promise<StockView[]>;
  /**
   * SKUs of which lists may not know that they are in stock, or no more, with their products: the
   * first `limit` in order of SKU, or the first after one.
   */
  findUnlisted(limit: number, afterSku?: string): Promise<UnlistedStock[]>;
  /** Says that lists know a product's stock; within the transaction that tells them. */
  markListed(productId: string): Promise<void>;
}

interface StockStoreParts {
  readonly events: Pick<EventStore, 'append'>;
  readonly transaction: RunTransaction;
}

/** Opens the collections `stock` and `stock_movements`. */
export function createStockStore(
  connection: Connection,
  { events, transaction }: StockStoreParts,
): StockStore {
  const stock = connection.model<StockDocument>('Stock', stockSchema);
  const movements = connection.model<StockMovementDocument>('StockMovement', stockMovementSchema);

  return {
    async find(skus) {
      if (skus.length === 0) return [];
      return [...(await readStock(stock, skus)).values()].map(toStockView);
    },

    list: (input) => readStockPage(stock, input),
    listMovements: (input) => readStockMovements(movements, input),

    ...createStockChanges({ stock, movements, events }, transaction),
    ...createCountStock({ stock, movements, events }, transaction),

    async findUnlisted(limit, afterSku) {
      const query = stock.find({ isUnlisted: true }, { productId: 1 });
      if (afterSku !== undefined) query.gt('_id', afterSku);
      const documents = await query
        .sort({ _id: 1 })
        .limit(limit)
        .maxTimeMS(MAX_READ_MS)
        .lean<Pick<StockDocument, '_id' | 'productId'>[]>();
      return documents.map(({ _id, productId }) => ({ sku: _id, productId }));
    },

    async markListed(productId) {
      await stock.updateMany({ productId, isUnlisted: true }, { $set: { isUnlisted: false } });
    },
  };
}
