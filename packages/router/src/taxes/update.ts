import { TaxZoneView, UpdateTaxZoneInput } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const update = staffProcedure('pricing:write')
  .input(UpdateTaxZoneInput)
  .output(TaxZoneView)
  .mutation(({ ctx, input }) => ctx.services.taxes.update(input, ctx.origin));
