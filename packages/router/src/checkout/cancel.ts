import { CancelCheckoutInput, CheckoutView } from '@trastienda/shop-contract';
import { buyerProcedure } from '../procedures.ts';

export const cancel = buyerProcedure
  .input(CancelCheckoutInput)
  .output(CheckoutView)
  .mutation(({ ctx, input }) => ctx.services.checkout.cancel(ctx.buyer, input, ctx.origin));
