import { CartView, SetCartCurrencyInput } from '@trastienda/shop-contract';
import { buyerProcedure } from '../procedures.ts';

export const setCurrency = buyerProcedure
  .input(SetCartCurrencyInput)
  .output(CartView)
  .mutation(({ ctx, input }) => ctx.services.cart.setCurrency(ctx.buyer, input));
