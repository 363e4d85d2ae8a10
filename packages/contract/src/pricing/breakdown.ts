import { Id, Money } from '@trastienda/base';
import { z } from 'zod';

/** Parts per million: 210,000 is 21 %. */
export const RatePpm = z.int().min(0).max(1_000_000);
export type RatePpm = z.infer<typeof RatePpm>;

/** Price of one line of a cart. */
export const PricedLine = z.object({
  sku: z.string(),
  quantity: z.int().min(1),
  unitPrice: Money,
  /**
   * `unitPrice` times `quantity`; in currencies of three decimals rounded down to a payable amount.
   */
  subtotal: Money,
  /** The line's share of all discounts; at most `subtotal`. */
  discount: Money,
  /** Tax on the line: always contained in `total`. */
  tax: Money,
  taxRatePpm: RatePpm,
  /** `subtotal - discount`, plus `tax` where prices exclude it. */
  total: Money,
});
export type PricedLine = z.infer<typeof PricedLine>;

/** Applied discount. */
export const AppliedDiscount = z.object({
  id: Id,
  /** Null for an automatic discount. */
  code: z.string().nullable(),
  title: z.string(),
  amount: Money,
});
export type AppliedDiscount = z.infer<typeof AppliedDiscount>;

/** Tax summed over lines and shipping. */
export const TaxSummary = z.object({ name: z.string(), ratePpm: RatePpm, amount: Money });
export type TaxSummary = z.infer<typeof TaxSummary>;

/**
 * Price of a cart with its parts. All money has one currency, and the parts sum to the whole:
 * `total` = sum of `lines[].total` + `shipping.total`.
 */
export const PriceBreakdown = z.object({
  currency: z.string(),
  /** Whether prices include tax, as in the EU, or exclude it, as in the US. */
  isTaxIncluded: z.boolean(),
  lines: z.array(PricedLine),
  /** Sum of the lines' `subtotal`. */
  subtotal: Money,
  /** Sum of the discounts of lines and shipping. */
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
