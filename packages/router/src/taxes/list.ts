import { ListTaxZonesInput, TaxZonePage } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const list = staffProcedure('pricing:read')
  .input(ListTaxZonesInput.prefault({}))
  .output(TaxZonePage)
  .query(({ ctx, input }) => ctx.services.taxes.list(input));
