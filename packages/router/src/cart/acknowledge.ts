import { CartView } from '@trastienda/shop-contract';
import { buyerProcedure } from '../procedures.ts';

export const acknowledge = buyerProcedure
  .output(CartView)
  .mutation(({ ctx }) => ctx.services.cart.acknowledge(ctx.buyer));
