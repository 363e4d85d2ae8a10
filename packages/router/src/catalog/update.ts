import { StaffProductView, UpdateProductInput } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const update = staffProcedure('catalog:write')
  .input(UpdateProductInput)
  .output(StaffProductView)
  .mutation(({ ctx, input }) => ctx.services.catalog.update(input, ctx.origin));
