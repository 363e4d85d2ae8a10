import { OrderView, RequestReturnInput } from '@trastienda/shop-contract';
import { buyerProcedure } from '../procedures.ts';

export const requestReturn = buyerProcedure
  .input(RequestReturnInput)
  .output(OrderView)
  .mutation(({ ctx, input }) => ctx.services.order.requestReturn(ctx.buyer, input, ctx.origin));
