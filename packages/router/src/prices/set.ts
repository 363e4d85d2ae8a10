import { PricesSet, SetPricesInput } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const set = staffProcedure('pricing:write')
  .input(SetPricesInput)
  .output(PricesSet)
  .mutation(({ ctx, input }) => ctx.services.prices.set(input, ctx.origin));
