import { CartView } from '@trastienda/contract';
import { buyerProcedure } from '../procedures.ts';

export const get = buyerProcedure
  .output(CartView)
  .query(({ ctx }) => ctx.services.cart.get(ctx.buyer));
