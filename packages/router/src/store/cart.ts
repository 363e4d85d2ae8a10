import {
  AddToCartInput,
  type Buyer,
  CartView,
  cartIdTag,
  cartTag,
  DISCOUNTS_TAG,
  PRICES_TAG,
  PRODUCTS_TAG,
  productTag,
  SetCartCurrencyInput,
  SetCartLineInput,
  SetCartLocaleInput,
  SetDiscountCodesInput,
  SHIPPING_TAG,
  ShippingOptions,
  ShippingOptionsInput,
  stockTag,
  TAXES_TAG,
} from '@trastienda/shop-contract';
import { mutation, query } from '../procedures.ts';

/** Tags of the current prices of a buyer's cart; `id` is null where there is no cart. */
export function cartPriceTags(buyer: Buyer, id: string | null): readonly string[] {
  const ofCart = id === null ? [cartTag(buyer)] : [cartTag(buyer), cartIdTag(id)];
  return [...ofCart, PRICES_TAG, DISCOUNTS_TAG];
}

/** The cart of a buyer. Every change returns the whole cart after it. */
export const cart = {
  acknowledge: mutation(
    {
      access: 'buyer',
      summary: 'Acknowledges the current prices, so that `changes` no longer lists them',
      http: 'POST /cart/acknowledge',
      output: CartView,
      idempotency: 'natural',
    },
    ({ ctx }) => ctx.services.cart.acknowledge(ctx.buyer),
  ),

  add: mutation(
    {
      access: 'buyer',
      summary: 'Adds units of a SKU',
      http: 'POST /cart/lines',
      input: AddToCartInput,
      output: CartView,
      errors: ['VARIANT_NOT_FOUND', 'CURRENCY_UNSUPPORTED', 'CART_FULL'],
      idempotency: 'none',
    },
    ({ ctx, input }) => ctx.services.cart.add(ctx.buyer, input),
  ),

  claim: mutation(
    {
      access: 'own',
      summary: 'Merges the cart of a guest into that of the account',
      description:
        'The guest is the one of the header `trastienda-guest`; without one, nothing changes.',
      http: 'POST /cart/claim',
      output: CartView,
      errors: ['CART_FULL', 'CURRENCY_UNSUPPORTED'],
      idempotency: 'natural',
    },
    ({ ctx }) =>
      ctx.services.cart.claim({ kind: 'account', id: ctx.actor.accountId }, ctx.guest, ctx.origin),
  ),

  clear: mutation(
    {
      access: 'buyer',
      summary: 'Removes all lines and discount codes',
      http: 'DELETE /cart',
      output: CartView,
      idempotency: 'natural',
    },
    ({ ctx }) => ctx.services.cart.clear(ctx.buyer),
  ),

  get: query(
    {
      access: 'buyer',
      summary: 'Returns the cart',
      http: 'GET /cart',
      output: CartView,
      tags: ({ ctx, output: { id, lines } }) => [
        ...cartPriceTags(ctx.buyer, id),
        ...lines.flatMap(({ sku, productId }) => [productTag(productId), stockTag(sku)]),
      ],
    },
    ({ ctx }) => ctx.services.cart.get(ctx.buyer),
  ),

  setCurrency: mutation(
    {
      access: 'buyer',
      summary: 'Changes the currency',
      http: 'PUT /cart/currency',
      input: SetCartCurrencyInput,
      output: CartView,
      errors: ['CURRENCY_UNSUPPORTED', 'CART_FULL'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.cart.setCurrency(ctx.buyer, input),
  ),

  setDiscountCodes: mutation(
    {
      access: 'buyer',
      summary: 'Sets the discount codes',
      description: 'Codes that cannot be used are kept; `changes` has the reason.',
      http: 'PUT /cart/discount-codes',
      input: SetDiscountCodesInput,
      output: CartView,
      errors: ['CART_FULL'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.cart.setDiscountCodes(ctx.buyer, input),
  ),

  setLine: mutation(
    {
      access: 'buyer',
      summary: 'Sets the quantity of a SKU; 0 removes its line',
      http: 'PUT /cart/lines/{sku}',
      input: SetCartLineInput,
      output: CartView,
      errors: ['VARIANT_NOT_FOUND', 'CURRENCY_UNSUPPORTED', 'CART_FULL'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.cart.setLine(ctx.buyer, input),
  ),

  setLocale: mutation(
    {
      access: 'buyer',
      summary: 'Sets the language of emails about the purchase',
      http: 'PUT /cart/locale',
      input: SetCartLocaleInput,
      output: CartView,
      errors: ['CART_FULL'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.cart.setLocale(ctx.buyer, input),
  ),

  shippingOptions: query(
    {
      access: 'buyer',
      summary: 'Lists the shipping methods for an address, with their prices',
      http: 'GET /cart/shipping-options',
      input: ShippingOptionsInput,
      output: ShippingOptions,
      tags: ({ ctx, output }) => [
        ...cartPriceTags(ctx.buyer, output.cartId),
        PRODUCTS_TAG,
        SHIPPING_TAG,
        TAXES_TAG,
      ],
    },
    ({ ctx, input }) => ctx.services.cart.shippingOptions(ctx.buyer, input),
  ),
};
