import { CancelOrderInput, OrderView } from '@trastienda/shop-contract';
import { buyerProcedure } from '../procedures.ts';

export const cancel = buyerProcedure
  .input(CancelOrderInput)
  .output(OrderView)
  .mutation(({ ctx, input }) => ctx.services.order.cancel(ctx.buyer, input, ctx.origin));
