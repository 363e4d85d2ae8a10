import { AddToCartInput, CartView } from '@trastienda/shop-contract';
import { buyerProcedure } from '../procedures.ts';

export const add = buyerProcedure
  .input(AddToCartInput)
  .output(CartView)
  .mutation(({ ctx, input }) => ctx.services.cart.add(ctx.buyer, input));
