import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import type { StockDocument, StockMovementDocument } from './stock-document.ts';

const text = { type: String, required: true } as const;
const textOrNull = { type: String, default: null } as const;
const number = { type: Number, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const date = { type: Date, required: true } as const;

export const stockSchema = defineSchema<StockDocument>(
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
  { strict: 'throw', versionKey: false },
);

export const stockIndexes: readonly IndexDefinition[] = [
  { keys: { productId: 1, _id: 1 }, serves: 'admin.stock.list of a product, by SKU' },
  {
    keys: { isLow: 1, _id: 1 },
    partialFilterExpression: { isLow: true },
    serves: 'admin.stock.list of low stock, by SKU',
  },
  {
    keys: { isListingStale: 1, _id: 1 },
    partialFilterExpression: { isListingStale: true },
    serves: 'The listing job finds stale listings',
  },
];

export const stockMovementSchema = defineSchema<StockMovementDocument>(
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
  { strict: 'throw', versionKey: false },
);

export const stockMovementIndexes: readonly IndexDefinition[] = [
  {
    keys: { sku: 1, sequence: 1 },
    unique: true,
    serves: 'admin.stock.movements, newest first; two writers cannot use the same sequence',
  },
];
