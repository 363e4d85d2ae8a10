import type { Texts } from '../i18n/text-types.ts';
import type { cartEs } from './cart.es.ts';

export const cartEn: Texts<typeof cartEs> = {
  cart: {
    title: 'Cart',
    empty: {
      title: 'Your cart is empty',
      text: 'What you add waits for you here, also when you come back another day.',
      browse: 'See products',
    },
    lines: 'Items in the cart',
    quantity: 'Quantity of {title}',
    update: 'Update',
    remove: 'Remove',
    removeOf: 'Remove {title}',
    each: '{price} each',
    reduced: 'Discount: {amount}',
    unavailable: 'Not available now',
    short: '{available, plural, =0 {Sold out} other {Only # left}}',
    codes: {
      label: 'Discount code',
      add: 'Apply',
      removeOf: 'Remove the code {code}',
    },
    summary: 'Summary',
    subtotal: 'Subtotal',
    discount: 'Discount {title}',
    total: 'Total',
    tax: 'Tax and shipping are calculated at checkout.',
    checkout: 'Continue to checkout',
    blocked: 'Resolve what is marked above before you check out.',
    continue: 'Continue shopping',
    changes: {
      title: 'Your cart has changed',
      problem: 'Please check your cart',
      acknowledge: 'Got it',
      'price-changed': '{title}: the price was {from} and is {to} now.',
      unavailable: '{title} is no longer for sale. Remove it to check out.',
      'stock-short':
        '{available, plural, =0 {{title} is sold out.} one {Only # unit of {title} is left.} other {Only # units of {title} are left.}}',
      discount: {
        unknown: 'There is no code {code}.',
        ended: 'The code {code} is no longer valid.',
        currency: 'The code {code} is not for this currency.',
        minimum: 'The code {code} needs a larger amount.',
        'used-up': 'The code {code} has been used up.',
        'used-up-by-buyer': 'You have used the code {code} already.',
      },
    },
  },
};
