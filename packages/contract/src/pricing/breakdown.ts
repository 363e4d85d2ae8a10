import { z } from 'zod';
import { Id } from '../primitives/identifiers.ts';
import { Money } from '../primitives/money.ts';

/** Parts per million: 210,000 is 21 %. */
export const RatePpm = z.int().min(0).max(1_000_000);
export type RatePpm = z.infer<typeof RatePpm>;

/** What one line of a cart costs. */
export const PricedLine = z.object({
  sku: z.string(),
  quantity: z.int().min(1),
  unitPrice: Money,
  /**
   * `unitPrice` times `quantity`, in currencies of three decimals rounded down to what can be paid.
   */
  subtotal: Money,
  /** The line's share of all discounts; at most `subtotal`. */
  discount: Money,
  /** The tax on it: contained in `total` in any case. */
  tax: Money,
  taxRatePpm: RatePpm,
  /** `subtotal - discount`, and `tax` on top where prices are without tax. */
  total: Money,
});
export type PricedLine = z.infer<typeof PricedLine>;

/** A discount as it was applied. */
export const AppliedDiscount = z.object({
  id: Id,
  /** Null for one that applies by itself. */
  code: z.string().nullable(),
  title: z.string(),
  amount: Money,
});
export type AppliedDiscount = z.infer<typeof AppliedDiscount>;

/** A tax summed over lines and shipping. */
export const TaxSummary = z.object({ name: z.string(), ratePpm: RatePpm, amount: Money });
export type TaxSummary = z.infer<typeof TaxSummary>;

/**
 * What a cart costs and why. All money has one currency, the parts sum to the whole:
 * `total` = sum of `lines[].total` + `shipping.total`.
 */
export const PriceBreakdown = z.object({
  currency: z.string(),
  /** Whether prices contain the tax, as in the EU, or it is added, as in the US. */
  isTaxIncluded: z.boolean(),
  lines: z.array(PricedLine),
  /** The sum of the lines' `subtotal`. */
  subtotal: Money,
  /** The sum of the lines' `discount` and of shipping's. */
  discountTotal: Money,
  shipping: z.object({
    price: Money,
    discount: Money,
    tax: Money,
    taxRatePpm: RatePpm,
    total: Money,
  }),
  taxTotal: Money,
  total: Money,
  discounts: z.array(AppliedDiscount),
  taxes: z.array(TaxSummary),
});
export type PriceBreakdown = z.infer<typeof PriceBreakdown>;
