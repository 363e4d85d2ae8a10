import { CheckoutView, StartCheckoutInput } from '@trastienda/shop-contract';
import { buyerProcedure } from '../procedures.ts';

export const start = buyerProcedure
  .meta({ cost: 2, limits: ['checkout'] })
  .input(StartCheckoutInput)
  .output(CheckoutView)
  .mutation(({ ctx, input }) => ctx.services.checkout.start(ctx.buyer, input, ctx.origin));
