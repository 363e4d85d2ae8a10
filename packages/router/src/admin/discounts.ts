import {
  CreateDiscountInput,
  DiscountPage,
  DiscountView,
  GetDiscountInput,
  ListDiscountsInput,
  UpdateDiscountInput,
} from '@trastienda/shop-contract';
import { mutation, query } from '../procedures.ts';

/** Discounts, with and without a code. */
export const discounts = {
  create: mutation(
    {
      access: 'pricing:write',
      summary: 'Creates a discount',
      input: CreateDiscountInput,
      output: DiscountView,
      errors: ['DISCOUNT_CODE_TAKEN'],
      idempotency: 'none',
    },
    ({ ctx, input }) => ctx.services.discounts.create(input, ctx.origin),
  ),

  get: query(
    {
      access: 'pricing:read',
      summary: 'Returns a discount',
      input: GetDiscountInput,
      output: DiscountView,
      errors: ['DISCOUNT_NOT_FOUND'],
    },
    ({ ctx, input }) => ctx.services.discounts.get(input),
  ),

  list: query(
    {
      access: 'pricing:read',
      summary: 'Lists discounts, newest first',
      input: ListDiscountsInput.prefault({}),
      output: DiscountPage,
      errors: ['CURSOR_INVALID'],
    },
    ({ ctx, input }) => ctx.services.discounts.list(input),
  ),

  update: mutation(
    {
      access: 'pricing:write',
      summary: 'Updates a discount; open checkouts keep their prices',
      input: UpdateDiscountInput,
      output: DiscountView,
      errors: ['DISCOUNT_NOT_FOUND'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.discounts.update(input, ctx.origin),
  ),
};
