import { ResolveReturnInput, StaffOrderView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const resolveReturn = staffProcedure('orders:write')
  .input(ResolveReturnInput)
  .output(StaffOrderView)
  .mutation(({ ctx, input }) => ctx.services.orders.resolveReturn(input, ctx.origin));
