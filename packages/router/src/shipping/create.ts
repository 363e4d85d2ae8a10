import { CreateShippingMethodInput, ShippingMethodView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const create = staffProcedure('pricing:write')
  .input(CreateShippingMethodInput)
  .output(ShippingMethodView)
  .mutation(({ ctx, input }) => ctx.services.shipping.create(input, ctx.origin));
