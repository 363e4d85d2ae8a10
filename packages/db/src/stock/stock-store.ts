import type { ListStockInput, ListStockMovementsInput } from '@trastienda/contract';
import type { Connection } from 'mongoose';
import { MAX_READ_MS } from '../connection/max-read-ms.ts';
import type { EventStore } from '../events/event-store.ts';
import type { Page } from '../paging/page.ts';
import { readStock, readStockMovements, readStockPage } from './read-stock.ts';
import type {
  StaleListing,
  StockChange,
  StockDocument,
  StockMovementDocument,
  StockMovementState,
  StockOpening,
  StockState,
} from './stock-document.ts';
import { stockMovementSchema, stockSchema } from './stock-schema.ts';
import { insertStock, updateStock } from './write-stock.ts';

/** Stock per SKU, with its movements; what a change makes of it is decided by use cases. */
export interface StockStore {
  /** Those without stock are left out. Joins a transaction. */
  find(skus: readonly string[]): Promise<StockState[]>;
  /** `CURSOR_INVALID`. */
  list(input: ListStockInput): Promise<Page<StockState>>;
  /** `CURSOR_INVALID`. */
  listMovements(input: ListStockMovementsInput): Promise<Page<StockMovementState>>;
  /**
   * Opens the stock of SKUs that have none. Within a transaction, which runs again when another has
   * opened one.
   */
  insert(openings: readonly StockOpening[]): Promise<void>;
  /**
   * Writes changes with their movements and events. Within the transaction that has read what they
   * change; a ConflictError where it is no longer so, or where more is taken than there is.
   */
  update(changes: readonly StockChange[]): Promise<void>;
  /**
   * SKUs of which lists may not know that they are in stock, or no more, with their products: the
   * first `limit` in order of SKU, or the first after one.
   */
  findStaleListings(limit: number, afterSku?: string): Promise<StaleListing[]>;
  /** Says that lists know a product's stock; within the transaction that tells them. */
  markListingsFresh(productId: string): Promise<void>;
}

/** Opens the collections `stock` and `stock_movements`. */
export function createStockStore(
  connection: Connection,
  events: Pick<EventStore, 'append'>,
): StockStore {
  const stock = connection.model<StockDocument>('Stock', stockSchema);
  const movements = connection.model<StockMovementDocument>('StockMovement', stockMovementSchema);

  const models = { stock, movements, events };

  return {
    find: async (skus) => (skus.length === 0 ? [] : readStock(stock, skus)),
    list: (input) => readStockPage(stock, input),
    listMovements: (input) => readStockMovements(movements, input),
    insert: (openings) => insertStock(models, openings),
    update: (changes) => updateStock(models, changes),

    async findStaleListings(limit, afterSku) {
      const query = stock.find({ isListingStale: true }, { productId: 1 });
      if (afterSku !== undefined) query.gt('_id', afterSku);
      const documents = await query
        .sort({ _id: 1 })
        .limit(limit)
        .maxTimeMS(MAX_READ_MS)
        .lean<Pick<StockDocument, '_id' | 'productId'>[]>();
      return documents.map(({ _id, productId }) => ({ sku: _id, productId }));
    },

    async markListingsFresh(productId) {
      await stock.updateMany(
        { productId, isListingStale: true },
        { $set: { isListingStale: false } },
      );
    },
  };
}
