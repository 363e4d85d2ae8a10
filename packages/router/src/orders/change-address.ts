import { ChangeOrderAddressInput, StaffOrderView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const changeAddress = staffProcedure('orders:write')
  .input(ChangeOrderAddressInput)
  .output(StaffOrderView)
  .mutation(({ ctx, input }) => ctx.services.orders.changeAddress(input, ctx.origin));
