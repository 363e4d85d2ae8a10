import {
  type CollectionContext,
  createLoader,
  defineCollection,
  maxReadMs,
  type Page,
} from '@trastienda/mongo';
import type { ListStockInput, ListStockMovementsInput } from '@trastienda/shop-contract';
import { type EventStore, events } from '../events/events.ts';
import { readStock, readStockMovements, readStockPage } from './read-stock.ts';
import type {
  NewStockMovement,
  StaleListing,
  StockChange,
  StockDocument,
  StockMovementDocument,
  StockMovementState,
  StockOpening,
  StockQuantity,
  StockState,
} from './stock-document.ts';
import {
  stockIndexes,
  stockMovementIndexes,
  stockMovementSchema,
  stockSchema,
} from './stock-schema.ts';
import { commitStock, insertStock, updateStock } from './write-stock.ts';

/** Stock per SKU with its movements; use cases decide the changes. */
export interface StockStore {
  /**
   * Finds stock by SKU; SKUs without stock are omitted. Joins a transaction; outside of one, calls of
   * one turn of the event loop share a query.
   */
  find(skus: readonly string[]): Promise<StockState[]>;
  /**
   * Lists stock.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(input: ListStockInput): Promise<Page<StockState>>;
  /**
   * Lists movements.
   * @throws {BaseError} CURSOR_INVALID.
   */
  listMovements(input: ListStockMovementsInput): Promise<Page<StockMovementState>>;
  /**
   * Opens the stock of SKUs without any. Requires a transaction, which is retried when another one
   * has opened a SKU meanwhile.
   */
  insert(openings: readonly StockOpening[]): Promise<void>;
  /**
   * Writes changes with their movements and events, within a transaction.
   * @throws {ConflictError} when a state has changed since it was read, or a quantity is
   * insufficient.
   */
  update(changes: readonly StockChange[]): Promise<void>;
  /**
   * Removes reserved units of one SKU from stock, and writes the movement that `movementOf` builds
   * from the stock before, within a transaction. What is available stays, and with it everything
   * that depends on it. Returns false, and writes nothing, when fewer units are reserved.
   */
  commit(
    item: StockQuantity,
    movementOf: (before: StockState) => NewStockMovement,
    at: Date,
  ): Promise<boolean>;
  /**
   * Lists SKUs with stale listings and their products: the first `limit` by SKU, or the first after
   * `afterSku`.
   */
  findStaleListings(limit: number, afterSku?: string): Promise<StaleListing[]>;
  /** Marks the listings of a product as fresh, within the transaction that updates them. */
  markListingsFresh(productId: string): Promise<void>;
}

/** Creates the store of the collections `stock` and `stock_movements`. */
function createStockStore({
  connection,
  model: stock,
  models: { movements },
  stores: { events },
}: CollectionContext<
  StockDocument,
  { movements: StockMovementDocument },
  { events: EventStore }
>): StockStore {
  const models = { stock, movements, events };
  const bySku = createLoader({ connection, read: (skus) => readStock(stock, skus) });

  return {
    find: (skus) => bySku.loadMany(skus),
    list: (input) => readStockPage(stock, input),
    listMovements: (input) => readStockMovements(movements, input),
    insert: (openings) => insertStock(models, openings),
    update: (changes) => updateStock(models, changes),
    commit: (item, movementOf, at) => commitStock(models, item, movementOf, at),

    async findStaleListings(limit, afterSku) {
      const query = stock.find({ isListingStale: true }, { productId: 1 });
      if (afterSku !== undefined) query.gt('_id', afterSku);
      const documents = await query
        .sort({ _id: 1 })
        .limit(limit)
        .maxTimeMS(maxReadMs())
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

const stockMovements = defineCollection({
  name: 'stock_movements',
  schema: stockMovementSchema,
  indexes: stockMovementIndexes,
});

/** Stock per SKU, with its movements. */
export const stock = defineCollection({
  name: 'stock',
  schema: stockSchema,
  indexes: stockIndexes,
  models: { movements: stockMovements },
  stores: { events },
  store: createStockStore,
});
