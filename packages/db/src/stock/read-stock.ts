import {
  decodeCursor,
  decodeNumberCursor,
  encodeCursor,
  maxReadMs,
  type Page,
} from '@trastienda/mongo';
import type { ListStockInput, ListStockMovementsInput } from '@trastienda/shop-contract';
import type { Model } from 'mongoose';
import { toMovementState, toState } from './map-stock.ts';
import type {
  StockDocument,
  StockMovementDocument,
  StockMovementState,
  StockState,
} from './stock-document.ts';

/** Reads stock by SKU; SKUs without stock are omitted. */
export async function readStock(
  model: Model<StockDocument>,
  skus: readonly string[],
): Promise<ReadonlyMap<string, StockState>> {
  const documents = await model
    .find({ _id: { $in: skus } })
    .maxTimeMS(maxReadMs())
    .lean<StockDocument[]>();
  return new Map(documents.map((document) => [document._id, toState(document)]));
}

/**
 * Reads a page of stock by SKU.
 * @throws {BaseError} CURSOR_INVALID.
 */
export async function readStockPage(
  model: Model<StockDocument>,
  { productId, isLow, limit, cursor }: ListStockInput,
): Promise<Page<StockState>> {
  const query = model.find({
    ...(productId !== undefined && { productId }),
    ...(isLow === true && { isLow }),
  });
  if (cursor !== undefined) query.gt('_id', decodeCursor('stock', cursor));
  const found = await query
    .sort({ _id: 1 })
    .limit(limit + 1)
    .maxTimeMS(maxReadMs())
    .lean<StockDocument[]>();
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(toState),
    nextCursor: last ? encodeCursor('stock', last._id) : null,
  };
}

/**
 * Reads a page of a SKU's movements, newest first.
 * @throws {BaseError} CURSOR_INVALID.
 */
export async function readStockMovements(
  model: Model<StockMovementDocument>,
  { sku, limit, cursor }: ListStockMovementsInput,
): Promise<Page<StockMovementState>> {
  const query = model.find({ sku });
  if (cursor !== undefined) {
    query.lt('sequence', decodeNumberCursor('stock-movements', cursor));
  }
  const found = await query
    .sort({ sequence: -1 })
    .limit(limit + 1)
    .maxTimeMS(maxReadMs())
    .lean<StockMovementDocument[]>();
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(toMovementState),
    nextCursor: last ? encodeCursor('stock-movements', String(last.sequence)) : null,
  };
}
