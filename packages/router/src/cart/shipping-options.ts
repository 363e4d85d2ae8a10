import { ShippingOptions, ShippingOptionsInput } from '@trastienda/shop-contract';
import { buyerProcedure } from '../procedures.ts';

export const shippingOptions = buyerProcedure
  .input(ShippingOptionsInput)
  .output(ShippingOptions)
  .query(({ ctx, input }) => ctx.services.cart.shippingOptions(ctx.buyer, input));
