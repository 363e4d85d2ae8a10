import { z } from 'zod';
import { defineEvents } from './define-events.ts';
import { amount, currency, id, later } from './event-fields.ts';

const priced = { total: amount, currency };
const pricedLater = { total: later(amount), currency: later(currency) };

/** Events of checkouts. */
export const CHECKOUT_EVENTS = defineEvents(
  { aggregate: 'checkout', permission: 'orders:read' },
  {
    'checkout.started': {
      summary: 'A buyer has started a checkout, which reserves its stock',
      data: z.strictObject({ ...priced, cartId: later(id) }),
    },
    'checkout.amended': {
      summary: 'An open checkout has another address, shipping method, email or discount',
      data: z.strictObject(priced),
    },
    'checkout.completed': {
      summary: 'The order of the checkout was placed',
      data: z.strictObject({ orderId: id, ...pricedLater }),
    },
    'checkout.expired': {
      summary: 'The checkout was not completed in time; its stock is released',
      data: z.strictObject(pricedLater),
    },
    'checkout.cancelled': {
      summary: 'The buyer has ended the checkout; its stock is released',
      data: z.strictObject(pricedLater),
    },
  },
);
