import { CheckoutIdInput, CheckoutView } from '@trastienda/shop-contract';
import { buyerProcedure } from '../procedures.ts';

export const get = buyerProcedure
  .input(CheckoutIdInput)
  .output(CheckoutView)
  .query(({ ctx, input }) => ctx.services.checkout.get(ctx.buyer, input));
