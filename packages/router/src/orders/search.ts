import { SearchOrdersInput, StaffOrderPage } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const search = staffProcedure('orders:read')
  .input(SearchOrdersInput.prefault({}))
  .output(StaffOrderPage)
  .query(({ ctx, input }) => ctx.services.orders.search(input));
