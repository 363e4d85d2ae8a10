import { RefundOrderInput, StaffOrderView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const refund = staffProcedure('orders:refund')
  .input(RefundOrderInput)
  .output(StaffOrderView)
  .mutation(({ ctx, input }) => ctx.services.orders.refund(input, ctx.origin));
