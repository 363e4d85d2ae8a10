import { DiscountPage, ListDiscountsInput } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const list = staffProcedure('pricing:read')
  .input(ListDiscountsInput.prefault({}))
  .output(DiscountPage)
  .query(({ ctx, input }) => ctx.services.discounts.list(input));
