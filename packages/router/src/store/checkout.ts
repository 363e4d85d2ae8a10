import {
  AmendCheckoutInput,
  CheckoutIdInput,
  CheckoutPreview,
  CheckoutView,
  cartTag,
  checkoutsTag,
  checkoutTag,
  checkoutTags,
  PayCheckoutInput,
  PRODUCTS_TAG,
  PreviewCheckoutInput,
  SHIPPING_TAG,
  StartCheckoutInput,
  stockTag,
  TAXES_TAG,
} from '@trastienda/shop-contract';
import { PROVIDER_DEADLINE_MS } from '../deadlines.ts';
import { mutation, query } from '../procedures.ts';
import { cartPriceTags } from './cart.ts';

/** The steps of a purchase. */
export const checkout = {
  amend: mutation(
    {
      access: 'buyer',
      summary: 'Changes addresses, shipping or discounts of an open checkout',
      description:
        'The reserved stock and the prices of the lines stay. When the total changes, a payment that waits for its buyer is voided: start another one with `checkout.pay`.',
      http: 'PATCH /checkouts/{checkoutId}',
      input: AmendCheckoutInput,
      output: CheckoutView,
      errors: [
        'CHECKOUT_NOT_FOUND',
        'CHECKOUT_CLOSED',
        'PAYMENT_IN_PROGRESS',
        'CART_CHANGED',
        'CART_FULL',
        'DISCOUNT_REFUSED',
        'SHIPPING_UNAVAILABLE',
        'CHECKOUT_TOTAL_DIFFERS',
      ],
      idempotency: 'key',
      cost: 2,
    },
    ({ ctx, input }) => ctx.services.checkout.amend(ctx.buyer, input, ctx.origin),
  ),

  cancel: mutation(
    {
      access: 'buyer',
      summary: 'Cancels a checkout and releases its stock',
      http: 'POST /checkouts/{checkoutId}/cancel',
      input: CheckoutIdInput,
      output: CheckoutView,
      errors: ['CHECKOUT_NOT_FOUND', 'CHECKOUT_CLOSED'],
      idempotency: 'key',
      deadline: PROVIDER_DEADLINE_MS,
    },
    ({ ctx, input }) => ctx.services.checkout.cancel(ctx.buyer, input, ctx.origin),
  ),

  complete: mutation(
    {
      access: 'buyer',
      summary: 'Places the order once the payment is authorized, and captures the payment',
      description: '`payment` of the response shows what the payment still requires.',
      http: 'POST /checkouts/{checkoutId}/complete',
      input: CheckoutIdInput,
      output: CheckoutView,
      errors: [
        'CHECKOUT_NOT_FOUND',
        'CHECKOUT_CLOSED',
        'PAYMENT_REQUIRED',
        'PAYMENT_UNAVAILABLE',
        'PAYMENT_REJECTED',
      ],
      idempotency: 'key',
      deadline: PROVIDER_DEADLINE_MS,
    },
    ({ ctx, input }) => ctx.services.checkout.complete(ctx.buyer, input, ctx.origin),
  ),

  current: query(
    {
      access: 'buyer',
      summary: 'Returns the open checkout of the cart; null when there is none',
      http: 'GET /cart/checkout',
      output: CheckoutView.nullable(),
      tags: ({ ctx, output }) => [
        cartTag(ctx.buyer),
        checkoutsTag(ctx.buyer),
        ...(output === null ? [] : [checkoutTag(output.id)]),
      ],
    },
    ({ ctx }) => ctx.services.checkout.current(ctx.buyer),
  ),

  get: query(
    {
      access: 'buyer',
      summary: 'Returns a checkout',
      http: 'GET /checkouts/{checkoutId}',
      input: CheckoutIdInput,
      output: CheckoutView,
      errors: ['CHECKOUT_NOT_FOUND'],
      tags: ({ ctx, output }) => checkoutTags({ id: output.id, buyer: ctx.buyer }),
    },
    ({ ctx, input }) => ctx.services.checkout.get(ctx.buyer, input),
  ),

  pay: mutation(
    {
      access: 'buyer',
      summary: 'Starts the payment, or continues the existing one',
      http: 'POST /checkouts/{checkoutId}/pay',
      input: PayCheckoutInput,
      output: CheckoutView,
      errors: ['CHECKOUT_NOT_FOUND', 'CHECKOUT_CLOSED', 'PAYMENT_UNAVAILABLE', 'PAYMENT_REJECTED'],
      idempotency: 'key',
      cost: 10,
      deadline: PROVIDER_DEADLINE_MS,
    },
    ({ ctx, input }) => ctx.services.checkout.pay(ctx.buyer, input, ctx.origin),
  ),

  preview: query(
    {
      access: 'buyer',
      summary: 'Prices the cart with tax and shipping, and lists what prevents its checkout',
      description:
        '`checkout.start` computes the same prices; it takes the total as `expectedTotal`.',
      http: 'GET /cart/preview',
      input: PreviewCheckoutInput,
      output: CheckoutPreview,
      errors: ['CURRENCY_UNSUPPORTED', 'CART_FULL'],
      tags: ({ ctx, output }) => [
        ...cartPriceTags(ctx.buyer, output.cartId),
        ...output.prices.lines.map(({ sku }) => stockTag(sku)),
        checkoutsTag(ctx.buyer),
        PRODUCTS_TAG,
        SHIPPING_TAG,
        TAXES_TAG,
      ],
    },
    ({ ctx, input }) => ctx.services.checkout.preview(ctx.buyer, input, ctx.origin),
  ),

  start: mutation(
    {
      access: 'buyer',
      summary: 'Starts a checkout of the cart, which reserves its stock',
      http: 'POST /checkouts',
      input: StartCheckoutInput,
      output: CheckoutView,
      errors: [
        'CART_EMPTY',
        'CART_CHANGED',
        'CART_FULL',
        'STOCK_INSUFFICIENT',
        'DISCOUNT_REFUSED',
        'SHIPPING_UNAVAILABLE',
        'CHECKOUT_TOTAL_DIFFERS',
        'CHECKOUT_LIMIT_REACHED',
        'CURRENCY_UNSUPPORTED',
      ],
      idempotency: 'key',
      cost: 2,
      limits: ['checkout'],
    },
    ({ ctx, input }) => ctx.services.checkout.start(ctx.buyer, input, ctx.origin),
  ),
};
