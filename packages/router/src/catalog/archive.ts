import { ArchiveProductInput, StaffProductView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const archive = staffProcedure('catalog:write')
  .input(ArchiveProductInput)
  .output(StaffProductView)
  .mutation(({ ctx, input }) => ctx.services.catalog.archive(input, ctx.origin));
