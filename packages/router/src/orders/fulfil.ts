import { FulfilOrderInput, StaffOrderView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const fulfil = staffProcedure('orders:write')
  .input(FulfilOrderInput)
  .output(StaffOrderView)
  .mutation(({ ctx, input }) => ctx.services.orders.fulfil(input, ctx.origin));
