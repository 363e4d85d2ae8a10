import { ListOrdersInput, OrderPage } from '@trastienda/shop-contract';
import { buyerProcedure } from '../procedures.ts';

export const list = buyerProcedure
  .input(ListOrdersInput.prefault({}))
  .output(OrderPage)
  .query(({ ctx, input }) => ctx.services.order.list(ctx.buyer, input));
