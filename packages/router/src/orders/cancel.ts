import { CancelOrderInput, StaffOrderView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const cancel = staffProcedure('orders:refund')
  .input(CancelOrderInput)
  .output(StaffOrderView)
  .mutation(({ ctx, input }) => ctx.services.orders.cancel(input, ctx.origin));
