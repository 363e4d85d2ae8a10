import { OrderIdInput, OrderView } from '@trastienda/shop-contract';
import { buyerProcedure } from '../procedures.ts';

export const get = buyerProcedure
  .input(OrderIdInput)
  .output(OrderView)
  .query(({ ctx, input }) => ctx.services.order.get(ctx.buyer, input));
