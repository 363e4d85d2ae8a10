import { defineErrors, Money, notFound } from '@trastienda/base';
import { z } from 'zod';
import { CheckoutStatus, ReservationLimit } from '../checkout/checkout.ts';
import { OrderPaymentStatus, OrderStatus, ReturnStatus } from '../orders/order-view.ts';
import { PaymentStatus } from '../payments/payment.ts';
import { DiscountRejection } from '../pricing/discount.ts';

/** Failures of buying. */
export const BUYING_ERRORS = defineErrors({
  BUYER_UNKNOWN: {
    trpc: 'UNAUTHORIZED',
    retryable: false,
    logLevel: 'info',
    message: 'This call requires a session, or a guest token in the trastienda-guest header.',
  },
  ADDRESS_NOT_FOUND: notFound('There is no such address.'),
  ADDRESS_BOOK_FULL: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The account has as many addresses as it may keep; see details.',
    details: z.object({ max: z.int() }),
  },
  STOCK_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no stock record for this SKU.',
    details: z.object({ sku: z.string() }),
  },
  STOCK_INSUFFICIENT: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'There is not enough stock; see details.',
    details: z.object({ sku: z.string(), available: z.int() }),
  },
  VARIANT_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'No product variant with this SKU is for sale.',
    details: z.object({ sku: z.string() }),
  },
  CART_FULL: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The cart has reached its limit; see details.',
    details: z.discriminatedUnion('limit', [
      z.object({ limit: z.literal('line-quantity'), max: z.int(), sku: z.string() }),
      z.object({ limit: z.literal('lines'), max: z.int() }),
      /** `max` is an amount in minor units. */
      z.object({ limit: z.literal('total'), max: z.int() }),
    ]),
  },
  CART_EMPTY: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The cart is empty.',
  },
  CART_CHANGED: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'Some items in the cart have changed or are unavailable; see details.',
    details: z.object({
      /** SKUs that cannot be bought now. */
      unavailable: z.array(z.string()),
    }),
  },
  DISCOUNT_REFUSED: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The discount code cannot be used; see details.',
    details: z.object({
      /** Null for a discount without a code. */
      code: z.string().nullable(),
      reason: DiscountRejection,
    }),
  },
  DISCOUNT_NOT_FOUND: notFound('There is no such discount.'),
  DISCOUNT_CODE_TAKEN: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'Another discount already has this code.',
    details: z.object({ code: z.string() }),
  },
  TAX_ZONE_NOT_FOUND: notFound('There is no such tax zone.'),
  TAX_ZONE_TAKEN: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'A tax zone for this country and region already exists.',
    details: z.object({ country: z.string().nullable(), region: z.string().nullable() }),
  },
  SHIPPING_METHOD_NOT_FOUND: notFound('There is no such shipping method.'),
  SHIPPING_UNAVAILABLE: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The chosen shipping method is not available for this cart and address; see details.',
    details: z.object({
      /** Methods that are available. */
      shippingMethodIds: z.array(z.string()),
    }),
  },
  CHECKOUT_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such checkout.',
  },
  CHECKOUT_CLOSED: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The checkout is no longer open; see details.',
    details: z.object({ status: CheckoutStatus.exclude(['open']) }),
  },
  CHECKOUT_LIMIT_REACHED: {
    trpc: 'TOO_MANY_REQUESTS',
    retryable: true,
    logLevel: 'warn',
    message:
      'Unpaid checkouts have reached their limit; pay or cancel one, or retry later; see details.',
    details: z.object({
      limit: ReservationLimit,
      max: z.int(),
      /** Absent when waiting does not help: the cart alone exceeds the limit. */
      retryAfterSeconds: z.number().exactOptional(),
    }),
  },
  CHECKOUT_TOTAL_DIFFERS: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The total differs from the expected total; see details.',
    details: z.object({ expected: Money, actual: Money }),
  },
  PAYMENT_REQUIRED: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The checkout has no payment yet.',
  },
  PAYMENT_IN_PROGRESS: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The payment of the checkout is in progress; see details.',
    details: z.object({
      status: PaymentStatus.extract(['created', 'processing', 'authorized', 'captured']),
    }),
  },
  PAYMENT_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such payment.',
  },
  PAYMENT_UNAVAILABLE: {
    trpc: 'SERVICE_UNAVAILABLE',
    retryable: true,
    logLevel: 'error',
    message: 'The payment provider is currently unavailable.',
    details: z.object({
      /** The provider's code of the failure, or ours. */
      code: z.string(),
    }),
  },
  PAYMENT_REJECTED: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'warn',
    message: 'The payment provider rejected the request; see details.',
    details: z.object({
      /** The provider's code of the rejection, or ours: `amount_not_payable`. */
      code: z.string(),
      /** Status of the payment at the provider, where it is the cause. */
      status: z.string().exactOptional(),
      /** The amount, where it is the cause. */
      amount: Money.exactOptional(),
    }),
  },
  ORDER_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such order.',
  },
  ORDER_STATE_INVALID: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The state of the order does not allow this; see details.',
    details: z.object({
      status: OrderStatus,
      /** Where it is the cause: all money is refunded. */
      paymentStatus: OrderPaymentStatus.exactOptional(),
      /** Where it is the cause: the status of a return. */
      returnStatus: ReturnStatus.exactOptional(),
      /** SKU of the units that the return is for. */
      sku: z.string().exactOptional(),
      /** Where the address must stay: prices depend on the place. */
      place: z.object({ country: z.string(), region: z.string().nullable() }).exactOptional(),
    }),
  },
  ORDER_QUANTITY_EXCEEDED: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The quantity exceeds what the order has left; see details.',
    details: z.object({
      /** Null when the order has room for no more shipments, returns, refunds or notes. */
      sku: z.string().nullable(),
      left: z.int(),
    }),
  },
  REFUND_EXCEEDS_PAID: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The refund exceeds the amount left to refund; see details.',
    details: z.object({
      /** Minor units that the refund would have. */
      amount: z.int(),
      /** Minor units that are left to refund. */
      left: z.int(),
    }),
  },
  AMOUNT_NOT_PAYABLE: {
    trpc: 'BAD_REQUEST',
    retryable: false,
    logLevel: 'info',
    message: 'The amount must be a multiple of details.payableStep minor units.',
    details: z.object({ amount: z.int(), payableStep: z.int() }),
  },
  EVENT_NOT_HELD: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The consumer does not hold this event back.',
  },
  REPORTS_REBUILD_REQUIRED: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'warn',
    message:
      'The shop has another time zone than its reports; run "pnpm shop reports rebuild"; see details.',
    details: z.object({
      /** Time zone of the configuration. */
      timeZone: z.string(),
      /** Time zone whose days the roll-ups have. */
      rollUpTimeZone: z.string(),
    }),
  },
  STREAM_GAP: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message:
      'The stream cannot continue after this id; read the present state, and subscribe without an id.',
  },
  RETURN_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'The order has no such return.',
  },
});
