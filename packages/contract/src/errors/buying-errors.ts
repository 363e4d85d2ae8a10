import { defineErrors } from '@trastienda/base';

/** Failures of buying. */
export const BUYING_ERRORS = defineErrors({
  BUYER_UNKNOWN: {
    trpc: 'UNAUTHORIZED',
    retryable: false,
    logLevel: 'info',
    message: 'This call requires a session, or a guest token in the trastienda-guest header.',
  },
  STOCK_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no stock record for this SKU.',
  },
  STOCK_INSUFFICIENT: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'There is not enough stock; see details.',
  },
  VARIANT_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'No product variant with this SKU is for sale.',
  },
  CART_FULL: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The cart has reached its limit; see details.',
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
  },
  DISCOUNT_REFUSED: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The discount code cannot be used; see details.',
  },
  DISCOUNT_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such discount.',
  },
  DISCOUNT_CODE_TAKEN: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'Another discount already has this code.',
  },
  TAX_ZONE_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such tax zone.',
  },
  TAX_ZONE_TAKEN: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'A tax zone for this country and region already exists.',
  },
  SHIPPING_METHOD_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such shipping method.',
  },
  SHIPPING_UNAVAILABLE: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The chosen shipping method is not available for this cart and address; see details.',
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
  },
  CHECKOUT_LIMIT_REACHED: {
    trpc: 'TOO_MANY_REQUESTS',
    retryable: true,
    logLevel: 'warn',
    message:
      'Unpaid checkouts have reached their limit; pay or cancel one, or retry later; see details.',
  },
  CHECKOUT_TOTAL_DIFFERS: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The total differs from the expected total; see details.',
  },
  PAYMENT_REQUIRED: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The checkout has no payment yet.',
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
  },
  PAYMENT_REJECTED: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'warn',
    message: 'The payment provider rejected the request; see details.',
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
  },
  ORDER_QUANTITY_EXCEEDED: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The quantity exceeds what the order has left; see details.',
  },
  REFUND_EXCEEDS_PAID: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The refund exceeds the amount left to refund; see details.',
  },
  AMOUNT_NOT_PAYABLE: {
    trpc: 'BAD_REQUEST',
    retryable: false,
    logLevel: 'info',
    message: 'The amount must be a multiple of details.payableStep minor units.',
  },
  RETURN_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'The order has no such return.',
  },
});
