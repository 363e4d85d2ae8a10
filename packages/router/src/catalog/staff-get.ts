import { StaffGetProductInput, StaffProductView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const staffGet = staffProcedure('catalog:read')
  .input(StaffGetProductInput)
  .output(StaffProductView)
  .query(({ ctx, input }) => ctx.services.catalog.staffGet(input));
