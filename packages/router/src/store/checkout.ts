import {
  buyerKeyOf,
  CheckoutIdInput,
  CheckoutView,
  PayCheckoutInput,
  StartCheckoutInput,
} from '@trastienda/shop-contract';
import { PROVIDER_DEADLINE_MS } from '../deadlines.ts';
import { mutation, query } from '../procedures.ts';

/** The steps of a purchase. */
export const checkout = {
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

  get: query(
    {
      access: 'buyer',
      summary: 'Returns a checkout',
      http: 'GET /checkouts/{checkoutId}',
      input: CheckoutIdInput,
      output: CheckoutView,
      errors: ['CHECKOUT_NOT_FOUND'],
      tags: ({ ctx, output }) => [`checkout:${output.id}`, `checkouts:${buyerKeyOf(ctx.buyer)}`],
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
