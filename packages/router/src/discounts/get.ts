import { DiscountView, GetDiscountInput } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const get = staffProcedure('pricing:read')
  .input(GetDiscountInput)
  .output(DiscountView)
  .query(({ ctx, input }) => ctx.services.discounts.get(input));
