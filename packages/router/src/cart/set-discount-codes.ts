import { CartView, SetDiscountCodesInput } from '@trastienda/shop-contract';
import { buyerProcedure } from '../procedures.ts';

export const setDiscountCodes = buyerProcedure
  .input(SetDiscountCodesInput)
  .output(CartView)
  .mutation(({ ctx, input }) => ctx.services.cart.setDiscountCodes(ctx.buyer, input));
