import { StaffListProductsInput, StaffProductPage } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const staffList = staffProcedure('catalog:read')
  .input(StaffListProductsInput.prefault({}))
  .output(StaffProductPage)
  .query(({ ctx, input }) => ctx.services.catalog.staffList(input));
