import { Id, lineOfText, PageInput, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';
import { Sku } from '../primitives/codes.ts';

export const MAX_STOCK = 1_000_000_000;

/** Stock of a SKU. `available` is `onHand - reserved`. */
export const StockView = z.object({
  sku: z.string(),
  productId: Id,
  /** Untracked stock is always available, and sales do not change it. */
  isTracked: z.boolean(),
  /** `deny` stops selling at zero, `continue` accepts orders below it. */
  policy: z.enum(['deny', 'continue']),
  /** Units in the shop, reserved or not. */
  onHand: z.int(),
  /** Units reserved by open checkouts. */
  reserved: z.int().min(0),
  available: z.int(),
  /** An event reports when no more than this are available; null means never. */
  lowStockAt: z.int().min(0).nullable(),
  updatedAt: Timestamp,
});
export type StockView = z.infer<typeof StockView>;

/**
 * Reasons for a change of stock: received from a supplier, reserved for a checkout, released by it,
 * sold, returned by a customer, or adjusted after a count.
 */
export const STOCK_MOVEMENT_KINDS = [
  'received',
  'reserved',
  'released',
  'sold',
  'returned',
  'adjusted',
] as const;
export const StockMovementKind = z.enum(STOCK_MOVEMENT_KINDS);
export type StockMovementKind = z.infer<typeof StockMovementKind>;

/** Change of stock; never modified or removed. `onHand` is the sum of `onHandChange`. */
export const StockMovementView = z.object({
  id: Id,
  sku: z.string(),
  /** 1, 2, 3… per SKU, without gaps. */
  sequence: z.int().min(1),
  kind: StockMovementKind,
  onHandChange: z.int(),
  reservedChange: z.int(),
  /** Quantity on hand after the change. */
  onHand: z.int(),
  reserved: z.int().min(0),
  reason: z.string().nullable(),
  checkoutId: Id.nullable(),
  orderId: Id.nullable(),
  at: Timestamp,
});
export type StockMovementView = z.infer<typeof StockMovementView>;

export const GetStockInput = z.object({ sku: Sku });
export type GetStockInput = z.infer<typeof GetStockInput>;

/** Ordered by SKU; `isLow` selects those with no more available than their `lowStockAt`. */
export const ListStockInput = PageInput.extend({
  productId: Id.optional(),
  isLow: z.boolean().optional(),
});
export type ListStockInput = z.infer<typeof ListStockInput>;
export const StockPage = pageOf(StockView);
export type StockPage = z.infer<typeof StockPage>;

/** Newest first. */
export const ListStockMovementsInput = PageInput.extend({ sku: Sku });
export type ListStockMovementsInput = z.infer<typeof ListStockMovementsInput>;
export const StockMovementPage = pageOf(StockMovementView);
export type StockMovementPage = z.infer<typeof StockMovementPage>;

const StockChange = z.object({
  sku: Sku,
  reason: lineOfText(255).nullable().default(null),
});

export const ReceiveStockInput = StockChange.extend({ quantity: z.int().min(1).max(1_000_000) });
export type ReceiveStockInput = z.infer<typeof ReceiveStockInput>;

/**
 * `change` is the difference found by a count; rejected when it would leave fewer than are
 * reserved.
 */
export const AdjustStockInput = StockChange.extend({
  change: z
    .int()
    .min(-1_000_000)
    .max(1_000_000)
    .refine((change) => change !== 0, { error: 'must not be 0' }),
  reason: lineOfText(255),
});
export type AdjustStockInput = z.infer<typeof AdjustStockInput>;

export const ConfigureStockInput = z.object({
  sku: Sku,
  lowStockAt: z.int().min(0).max(1_000_000).nullable(),
});
export type ConfigureStockInput = z.infer<typeof ConfigureStockInput>;
