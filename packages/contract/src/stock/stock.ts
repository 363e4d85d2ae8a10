import { z } from 'zod';
import { Sku } from '../primitives/codes.ts';
import { IdempotencyKey } from '../primitives/idempotency-key.ts';
import { Id, Timestamp } from '../primitives/identifiers.ts';
import { PageInput, pageOf } from '../primitives/page.ts';
import { lineOfText } from '../primitives/text.ts';

export const MAX_STOCK = 1_000_000_000;

/** How many of a SKU there are. `available` is `onHand - reserved`. */
export const StockView = z.object({
  sku: z.string(),
  productId: Id,
  /** What is not tracked is always in stock, and selling it changes nothing here. */
  isTracked: z.boolean(),
  /** `deny` stops selling at zero, `continue` takes orders beyond it. */
  policy: z.enum(['deny', 'continue']),
  /** What is in the shop, whether somebody waits for it or not. */
  onHand: z.int(),
  /** What open checkouts hold. */
  reserved: z.int().min(0),
  available: z.int(),
  /** An event says so when no more than this are available; null for never. */
  lowStockAt: z.int().min(0).nullable(),
  updatedAt: Timestamp,
});
export type StockView = z.infer<typeof StockView>;

/**
 * Why stock changed: received from a supplier, reserved for a checkout, released by it, sold, returned
 * by a customer, or adjusted after a count.
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

/** One change of stock; never changed or removed. `onHand` is the sum of `onHandChange`. */
export const StockMovementView = z.object({
  id: Id,
  sku: z.string(),
  /** 1, 2, 3… for each SKU, without gaps. */
  sequence: z.int().min(1),
  kind: StockMovementKind,
  onHandChange: z.int(),
  reservedChange: z.int(),
  /** What there was after it. */
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

/** In order of SKU; `isLow` for those with no more available than their `lowStockAt`. */
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
  idempotencyKey: IdempotencyKey,
});

export const ReceiveStockInput = StockChange.extend({ quantity: z.int().min(1).max(1_000_000) });
export type ReceiveStockInput = z.infer<typeof ReceiveStockInput>;

/** `change` is what a count found more or fewer; refused when it would leave fewer than are reserved. */
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
