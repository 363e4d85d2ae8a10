import { RemoveTaxZoneInput, TaxZoneView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const remove = staffProcedure('pricing:write')
  .input(RemoveTaxZoneInput)
  .output(TaxZoneView)
  .mutation(({ ctx, input }) => ctx.services.taxes.remove(input, ctx.origin));
