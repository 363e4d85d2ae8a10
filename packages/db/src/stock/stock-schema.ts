import { Schema } from 'mongoose';
import type { StockDocument, StockMovementDocument } from './stock-document.ts';

const text = { type: String, required: true } as const;
const textOrNull = { type: String, default: null } as const;
const number = { type: Number, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const date = { type: Date, required: true } as const;

export const stockSchema = new Schema<StockDocument>(
  {
    _id: text,
    productId: text,
    isTracked: flag,
    policy: text,
    onHand: number,
    reserved: number,
    available: number,
    lowStockAt: { type: Number, default: null },
    isLow: flag,
    movements: number,
    eventSequence: number,
    countKey: String,
    countExcess: Number,
    isListingStale: flag,
    updatedAt: date,
  },
  { collection: 'stock', strict: 'throw', versionKey: false },
);

// stock.list of a product, by SKU.
stockSchema.index({ productId: 1, _id: 1 });
// stock.list of low stock, by SKU.
stockSchema.index({ isLow: 1, _id: 1 }, { partialFilterExpression: { isLow: true } });
// The listing job finds stale listings.
stockSchema.index(
  { isListingStale: 1, _id: 1 },
  { partialFilterExpression: { isListingStale: true } },
);

export const stockMovementSchema = new Schema<StockMovementDocument>(
  {
    _id: text,
    sku: text,
    sequence: number,
    kind: text,
    onHandChange: number,
    reservedChange: number,
    onHand: number,
    reserved: number,
    policy: text,
    reason: textOrNull,
    checkoutId: textOrNull,
    orderId: textOrNull,
    at: date,
  },
  { collection: 'stock_movements', strict: 'throw', versionKey: false },
);

// stock.movements, newest first; two writers cannot use the same sequence.
stockMovementSchema.index({ sku: 1, sequence: 1 }, { unique: true });
