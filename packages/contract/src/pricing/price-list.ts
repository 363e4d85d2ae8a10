import { z } from 'zod';
import { Sku } from '../primitives/codes.ts';
import { Timestamp } from '../primitives/identifiers.ts';
import { CurrencyCode, MinorUnits, Money } from '../primitives/money.ts';
import { PageInput, pageOf } from '../primitives/page.ts';

const MAX_PRICES_PER_CALL = 500;

/** What a variant costs in a currency that is not the shop's own. */
export const PriceView = z.object({ sku: z.string(), price: Money, updatedAt: Timestamp });
export type PriceView = z.infer<typeof PriceView>;

/** The price list of one currency, by SKU. */
export const ListPricesInput = PageInput.extend({ currency: CurrencyCode });
export type ListPricesInput = z.infer<typeof ListPricesInput>;

export const PricePage = pageOf(PriceView);
export type PricePage = z.infer<typeof PricePage>;

/** Prices of one currency; null takes a variant off its list, and SKUs may come before products. */
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

/** How many prices are on the list now by this call, and how many were asked off it. */
export const PricesSet = z.object({ set: z.int().min(0), removed: z.int().min(0) });
export type PricesSet = z.infer<typeof PricesSet>;
