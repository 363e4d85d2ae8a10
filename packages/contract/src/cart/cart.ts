import { Locale } from '@trastienda/auth-contract';
import { CurrencyCode, Id, Money, Timestamp } from '@trastienda/base';
import { z } from 'zod';
import { AppliedDiscount } from '../pricing/breakdown.ts';
import { DiscountRejection } from '../pricing/discount.ts';
import { DiscountCode, Sku } from '../primitives/codes.ts';

export const MAX_CART_LINES = 100;
export const MAX_LINE_QUANTITY = 9999;
export const MAX_DISCOUNT_CODES = 5;

/**
 * Why a line cannot be bought: its variant is `not-for-sale`, or has no price in the cart's
 * `currency`.
 */
export const UnavailableReason = z.enum(['not-for-sale', 'currency']);
export type UnavailableReason = z.infer<typeof UnavailableReason>;

/** Whether no unit of a line is left, or too few. */
export const StockShortReason = z.enum(['sold-out', 'insufficient']);
export type StockShortReason = z.infer<typeof StockShortReason>;

const Unavailable = z.object({
  kind: z.literal('unavailable'),
  sku: z.string(),
  reason: UnavailableReason,
});
const StockShort = z.object({
  kind: z.literal('stock-short'),
  sku: z.string(),
  available: z.int().min(0),
  reason: StockShortReason,
});
const DiscountRefused = z.object({
  kind: z.literal('discount-refused'),
  code: z.string(),
  reason: DiscountRejection,
});

/** Changes of a cart that block its checkout. */
export const CART_PROBLEMS = [Unavailable, StockShort, DiscountRefused] as const;

/** A difference from the cart as the buyer last saw it, or a problem that blocks its checkout. */
export const CartChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('price-changed'), sku: z.string(), from: Money, to: Money }),
  /** The line is priced at nothing until it is removed. */
  Unavailable,
  /** Fewer units are available than the cart contains. */
  StockShort,
  DiscountRefused,
]);
export type CartChange = z.infer<typeof CartChange>;

export const CartLine = z.object({
  sku: z.string(),
  quantity: z.int().min(1).max(MAX_LINE_QUANTITY),
  productId: Id,
  slug: z.string(),
  title: z.string(),
  /** Option values that name the variant. */
  optionValues: z.array(z.string()),
  imageUrl: z.string().nullable(),
  /** Current price, or the last price when it is no longer for sale. */
  unitPrice: Money,
  subtotal: Money,
  discount: Money,
  /** True when the quantity is available now. */
  isAvailable: z.boolean(),
});
export type CartLine = z.infer<typeof CartLine>;

/** Cart at current prices, without tax and shipping, which depend on the destination. */
export const CartView = z.object({
  /** Null for a cart that has always been empty. */
  id: Id.nullable(),
  currency: CurrencyCode,
  /** Language of emails about the purchase; null until the buyer has chosen one. */
  locale: Locale.nullable(),
  lines: z.array(CartLine),
  discountCodes: z.array(z.string()),
  discounts: z.array(AppliedDiscount),
  subtotal: Money,
  discountTotal: Money,
  /** Sum of the lines before shipping (and before tax where prices exclude it). */
  total: Money,
  changes: z.array(CartChange),
  expiresAt: Timestamp.nullable(),
});
export type CartView = z.infer<typeof CartView>;

const Quantity = z.int().min(1).max(MAX_LINE_QUANTITY);

/** Adds to the SKU's line, or creates it. `currency` applies to an empty cart only. */
export const AddToCartInput = z.object({
  sku: Sku,
  quantity: Quantity.default(1),
  currency: CurrencyCode.optional(),
});
export type AddToCartInput = z.infer<typeof AddToCartInput>;

/** Sets a line's quantity; 0 removes it. */
export const SetCartLineInput = z.object({
  sku: Sku,
  quantity: z.int().min(0).max(MAX_LINE_QUANTITY),
});
export type SetCartLineInput = z.infer<typeof SetCartLineInput>;

export const SetDiscountCodesInput = z.object({
  codes: z.array(DiscountCode).max(MAX_DISCOUNT_CODES),
});
export type SetDiscountCodesInput = z.infer<typeof SetDiscountCodesInput>;

export const SetCartCurrencyInput = z.object({ currency: CurrencyCode });
export type SetCartCurrencyInput = z.infer<typeof SetCartCurrencyInput>;

export const SetCartLocaleInput = z.object({ locale: Locale });
export type SetCartLocaleInput = z.infer<typeof SetCartLocaleInput>;
