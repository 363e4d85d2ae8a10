import { CheckoutView, CompleteCheckoutInput } from '@trastienda/shop-contract';
import { buyerProcedure } from '../procedures.ts';

export const complete = buyerProcedure
  .input(CompleteCheckoutInput)
  .output(CheckoutView)
  .mutation(({ ctx, input }) => ctx.services.checkout.complete(ctx.buyer, input, ctx.origin));
