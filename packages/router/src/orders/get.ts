import { OrderIdInput, StaffOrderView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const get = staffProcedure('orders:read')
  .input(OrderIdInput)
  .output(StaffOrderView)
  .query(({ ctx, input }) => ctx.services.orders.get(input));
