import { CartView } from '@trastienda/shop-contract';
import { buyerProcedure } from '../procedures.ts';

export const get = buyerProcedure
  .output(CartView)
  .query(({ ctx }) => ctx.services.cart.get(ctx.buyer));
