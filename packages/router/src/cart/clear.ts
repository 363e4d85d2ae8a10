import { CartView } from '@trastienda/contract';
import { buyerProcedure } from '../procedures.ts';

export const clear = buyerProcedure
  .output(CartView)
  .mutation(({ ctx }) => ctx.services.cart.clear(ctx.buyer));
