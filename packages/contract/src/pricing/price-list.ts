import { CurrencyCode, MinorUnits, Money, PageInput, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';
import { Sku } from '../primitives/codes.ts';

const MAX_PRICES_PER_CALL = 500;

/** Price of a variant in a currency other than the shop's own. */
export const PriceView = z.object({ sku: z.string(), price: Money, updatedAt: Timestamp });
export type PriceView = z.infer<typeof PriceView>;

/** Price list of one currency, ordered by SKU. */
export const ListPricesInput = PageInput.extend({ currency: CurrencyCode });
export type ListPricesInput = z.infer<typeof ListPricesInput>;

export const PricePage = pageOf(PriceView);
export type PricePage = z.infer<typeof PricePage>;

/**
 * Prices in one currency. Null removes a variant from the list; a SKU without a product is
 * accepted.
 */
export const SetPricesInput = z.object({
  currency: CurrencyCode,
  prices: z
    .array(z.object({ sku: Sku, amount: MinorUnits.nullable() }))
    .min(1)
    .max(MAX_PRICES_PER_CALL)
    .refine((prices) => new Set(prices.map(({ sku }) => sku)).size === prices.length, {
      error: 'has a SKU twice',
    }),
});
export type SetPricesInput = z.infer<typeof SetPricesInput>;

/** Number of prices that this call set, and number of removals that it requested. */
export const PricesSet = z.object({ set: z.int().min(0), removed: z.int().min(0) });
export type PricesSet = z.infer<typeof PricesSet>;
