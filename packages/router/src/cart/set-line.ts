import { CartView, SetCartLineInput } from '@trastienda/shop-contract';
import { buyerProcedure } from '../procedures.ts';

export const setLine = buyerProcedure
  .input(SetCartLineInput)
  .output(CartView)
  .mutation(({ ctx, input }) => ctx.services.cart.setLine(ctx.buyer, input));
