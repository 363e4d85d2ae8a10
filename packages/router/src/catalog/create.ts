import { CreateProductInput, StaffProductView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const create = staffProcedure('catalog:write')
  .input(CreateProductInput)
  .output(StaffProductView)
  .mutation(({ ctx, input }) => ctx.services.catalog.create(input, ctx.origin));
