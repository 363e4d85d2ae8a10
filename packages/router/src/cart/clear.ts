import { CartView } from '@trastienda/shop-contract';
import { buyerProcedure } from '../procedures.ts';

export const clear = buyerProcedure
  .output(CartView)
  .mutation(({ ctx }) => ctx.services.cart.clear(ctx.buyer));
