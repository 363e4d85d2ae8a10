import type { Texts } from '../i18n/text-types.ts';
import type { failuresEs } from './failures.es.ts';

export const failuresEn: Texts<typeof failuresEs> = {
  failures: {
    requestId: 'If you write to us, mention this code:',
    unanswered:
      'The shop does not answer, so we do not know whether it arrived. Try again: nothing happens twice.',
    busy: 'The shop is very busy. Wait a moment, then try again.',
    unknown: 'Something went wrong, and it has been recorded. Try again in a moment.',
    rateLimited: 'Too many attempts. Wait {seconds, plural, one {a second} other {# seconds}}.',
    CART_CHANGED: 'An item in your cart can no longer be bought. Please look at your cart.',
    CART_EMPTY: 'Your cart is empty.',
    CHECKOUT_CLOSED: 'This purchase is no longer open.',
    CHECKOUT_NOT_FOUND: 'We cannot find this purchase.',
    CURRENCY_UNSUPPORTED: 'We do not sell in this currency.',
    IDEMPOTENCY_KEY_REUSED: 'Something has changed meanwhile. Try again.',
    INPUT_INVALID: 'Check the marked fields.',
    LINK_INVALID: 'The link is not valid, or has expired.',
    ORDER_NOT_FOUND: 'We cannot find this order.',
    ORDER_STATE_INVALID: 'The order has changed meanwhile and no longer allows this.',
    PAYMENT_IN_PROGRESS: 'The payment is in progress: nothing can be changed now.',
    PAYMENT_REJECTED: 'The bank does not accept this payment. Try another way to pay.',
    PAYMENT_REQUIRED: 'The payment is missing.',
    PAYMENT_UNAVAILABLE:
      'The payment service does not answer now. Nothing was charged twice: try again.',
    SESSION_ENDED: 'Your session has ended. Sign in to continue.',
    SHIPPING_UNAVAILABLE: 'This way of shipping is no longer available. Please choose another.',
    VARIANT_NOT_FOUND: 'This item is no longer for sale.',
    stock:
      '{available, plural, =0 {One of the items has just sold out.} one {There is one unit left of one of the items.} other {There are # units left of one of the items.}} Please look at your cart.',
    discountGone: 'One of the discounts has ended. Please look at the new total.',
    discount: {
      unknown: 'There is no code {code}.',
      ended: 'The code {code} is no longer valid.',
      currency: 'The code {code} is not valid in this currency.',
      minimum: 'Your cart is below the minimum of the code {code}.',
      'used-up': 'The code {code} has been used up.',
      'used-up-by-buyer': 'You have used the code {code} already.',
    },
    total: 'The total has changed: it is {total} now. Look at it, then confirm again.',
    limit:
      'There are too many unpaid purchases. Pay for one, or try again in {minutes, plural, one {a minute} other {# minutes}}.',
    limitAlone:
      'No more than {max, number} units can be reserved at a time. Please reduce your cart.',
    quantity:
      '{left, plural, =0 {There is nothing left of this item to return.} one {There is one unit left of this item.} other {There are # units left of this item.}}',
    cartFull: {
      'line-quantity': 'You can order at most {max, number} units of an item.',
      lines: 'The cart has room for {max, number} different items.',
      total: 'This purchase is too large for the cart.',
    },
  },
};
