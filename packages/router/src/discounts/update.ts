import { DiscountView, UpdateDiscountInput } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const update = staffProcedure('pricing:write')
  .input(UpdateDiscountInput)
  .output(DiscountView)
  .mutation(({ ctx, input }) => ctx.services.discounts.update(input, ctx.origin));
