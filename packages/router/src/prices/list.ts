import { ListPricesInput, PricePage } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const list = staffProcedure('pricing:read')
  .input(ListPricesInput)
  .output(PricePage)
  .query(({ ctx, input }) => ctx.services.prices.list(input));
