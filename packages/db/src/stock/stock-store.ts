import type { ListStockInput, ListStockMovementsInput } from '@trastienda/contract';
import type { Connection } from 'mongoose';
import { MAX_READ_MS } from '../connection/max-read-ms.ts';
import type { RunTransaction } from '../connection/transaction.ts';
import type { EventStore } from '../events/event-store.ts';
import type { Page } from '../paging/page.ts';
import { createStockChanges, type StockChanges } from './change-stock.ts';
import { createCountStock, type StockCounting } from './count-stock.ts';
import { readStock, readStockMovements, readStockPage } from './read-stock.ts';
import type {
  StockDocument,
  StockMovementDocument,
  StockMovementState,
  StockState,
  UnlistedStock,
} from './stock-document.ts';
import { stockMovementSchema, stockSchema } from './stock-schema.ts';
import { toStockState } from './stock-state.ts';

/**
 * Stock per SKU. Every change is a guarded write with its movement and, where availability crosses
 * zero or `lowStockAt`, its event; each belongs into a transaction (it opens one otherwise) and
 * takes SKUs in their order, whatever the order of its input.
 */
export interface StockStore extends StockChanges, StockCounting {
  /** What there is of the SKUs; those without stock are left out. */
  find(skus: readonly string[]): Promise<StockState[]>;
  /** `CURSOR_INVALID`. */
  list(input: ListStockInput): Promise<Page<StockState>>;
  /** `CURSOR_INVALID`. */
  listMovements(input: ListStockMovementsInput): Promise<Page<StockMovementState>>;
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
      return [...(await readStock(stock, skus)).values()].map(toStockState);
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
