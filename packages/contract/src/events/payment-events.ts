import { z } from 'zod';
import { PAYMENT_REJECTIONS } from '../payments/payment.ts';
import { defineEvents } from './define-events.ts';
import { amount, currency, id, idOrNull, later } from './event-fields.ts';

/** A payment that has another status; `failure` is the provider's code. */
const changed = z.strictObject({
  checkoutId: id,
  amount,
  currency,
  failure: z.string().nullable(),
  orderId: later(idOrNull),
  provider: later(z.string()),
});

const ofPayment = { checkoutId: later(id), orderId: later(idOrNull) };

/** Events of payments and their refunds. */
export const PAYMENT_EVENTS = defineEvents(
  { aggregate: 'payment', permission: 'orders:read' },
  {
    'payment.created': {
      summary: 'A payment was created, before its provider knows it',
      data: z.strictObject({ checkoutId: id, amount, currency, provider: z.string() }),
    },
    'payment.requires-action': {
      summary: 'The payment waits for the buyer; `failure` is set after a declined card',
      data: changed,
    },
    'payment.processing': {
      summary: 'The provider has no result yet',
      data: changed,
    },
    'payment.authorized': {
      summary: 'The amount is reserved on the account of the buyer',
      data: changed,
    },
    'payment.captured': {
      summary: 'The money was taken',
      data: changed,
    },
    'payment.failed': {
      summary: 'The payment was declined; nothing was taken',
      data: changed,
    },
    'payment.voided': {
      summary: 'The authorization was released; nothing was taken',
      data: changed,
    },
    'payment.rejected': {
      summary: 'The payment gets no order; what was or will be taken is given back',
      data: z.strictObject({
        checkoutId: id,
        amount,
        currency,
        provider: z.string(),
        reason: z.enum(PAYMENT_REJECTIONS),
      }),
    },
    'payment.disputed': {
      summary: 'The buyer disputes the payment at the bank; `amount` is that of the payment',
      data: z.strictObject({
        checkoutId: id,
        amount,
        currency,
        orderId: idOrNull,
        provider: z.string(),
      }),
    },
    'payment.refund-requested': {
      summary: 'A refund was created, and is pending',
      data: z.strictObject({
        refundId: id,
        amount,
        currency,
        reason: z.string().nullable(),
        ...ofPayment,
      }),
    },
    'payment.refunded': {
      summary: 'The provider has made a refund, also one made at its site',
      data: z.strictObject({ refundId: id, amount, currency, ...ofPayment }),
    },
    'payment.refund-failed': {
      summary: 'A refund was rejected; `isReturned`: after it was made, and its money came back',
      data: z.strictObject({
        refundId: id,
        amount,
        currency,
        ...ofPayment,
        isReturned: later(z.boolean()),
      }),
    },
  },
);
