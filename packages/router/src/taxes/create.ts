import { CreateTaxZoneInput, TaxZoneView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const create = staffProcedure('pricing:write')
  .input(CreateTaxZoneInput)
  .output(TaxZoneView)
  .mutation(({ ctx, input }) => ctx.services.taxes.create(input, ctx.origin));
