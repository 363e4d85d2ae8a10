import { CheckoutView, PayCheckoutInput } from '@trastienda/shop-contract';
import { buyerProcedure } from '../procedures.ts';

export const pay = buyerProcedure
  .meta({ cost: 10 })
  .input(PayCheckoutInput)
  .output(CheckoutView)
  .mutation(({ ctx, input }) => ctx.services.checkout.pay(ctx.buyer, input, ctx.origin));
