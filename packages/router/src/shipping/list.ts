import { ListShippingMethodsInput, ShippingMethodPage } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const list = staffProcedure('pricing:read')
  .input(ListShippingMethodsInput.prefault({}))
  .output(ShippingMethodPage)
  .query(({ ctx, input }) => ctx.services.shipping.list(input));
