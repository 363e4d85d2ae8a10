import { ListPricesInput, PricePage, PricesSet, SetPricesInput } from '@trastienda/shop-contract';
import { mutation, query } from '../procedures.ts';

/** Prices in currencies other than the shop’s. */
export const prices = {
  list: query(
    {
      access: 'pricing:read',
      summary: 'Lists prices by SKU',
      input: ListPricesInput,
      output: PricePage,
      errors: ['CURSOR_INVALID'],
    },
    ({ ctx, input }) => ctx.services.prices.list(input),
  ),

  set: mutation(
    {
      access: 'pricing:write',
      summary: 'Sets prices, all or none',
      input: SetPricesInput,
      output: PricesSet,
      errors: ['CURRENCY_UNSUPPORTED'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.prices.set(input, ctx.origin),
  ),
};
