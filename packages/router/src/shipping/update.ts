import { ShippingMethodView, UpdateShippingMethodInput } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const update = staffProcedure('pricing:write')
  .input(UpdateShippingMethodInput)
  .output(ShippingMethodView)
  .mutation(({ ctx, input }) => ctx.services.shipping.update(input, ctx.origin));
