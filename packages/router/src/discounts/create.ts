import { CreateDiscountInput, DiscountView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const create = staffProcedure('pricing:write')
  .input(CreateDiscountInput)
  .output(DiscountView)
  .mutation(({ ctx, input }) => ctx.services.discounts.create(input, ctx.origin));
