import { RemoveShippingMethodInput, ShippingMethodView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const remove = staffProcedure('pricing:write')
  .input(RemoveShippingMethodInput)
  .output(ShippingMethodView)
  .mutation(({ ctx, input }) => ctx.services.shipping.remove(input, ctx.origin));
