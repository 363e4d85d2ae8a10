import {
  CreateShippingMethodInput,
  ListShippingMethodsInput,
  RemoveShippingMethodInput,
  ShippingMethodPage,
  ShippingMethodView,
  UpdateShippingMethodInput,
} from '@trastienda/shop-contract';
import { mutation, query } from '../procedures.ts';

/** Shipping methods. */
export const shipping = {
  create: mutation(
    {
      access: 'pricing:write',
      summary: 'Creates a shipping method',
      input: CreateShippingMethodInput,
      output: ShippingMethodView,
      idempotency: 'none',
    },
    ({ ctx, input }) => ctx.services.shipping.create(input, ctx.origin),
  ),

  list: query(
    {
      access: 'pricing:read',
      summary: 'Lists shipping methods, newest first',
      input: ListShippingMethodsInput.prefault({}),
      output: ShippingMethodPage,
      errors: ['CURSOR_INVALID'],
    },
    ({ ctx, input }) => ctx.services.shipping.list(input),
  ),

  remove: mutation(
    {
      access: 'pricing:write',
      summary: 'Removes a shipping method and returns its last state',
      input: RemoveShippingMethodInput,
      output: ShippingMethodView,
      errors: ['SHIPPING_METHOD_NOT_FOUND'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.shipping.remove(input, ctx.origin),
  ),

  update: mutation(
    {
      access: 'pricing:write',
      summary: 'Updates a shipping method',
      input: UpdateShippingMethodInput,
      output: ShippingMethodView,
      errors: ['SHIPPING_METHOD_NOT_FOUND'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.shipping.update(input, ctx.origin),
  ),
};
