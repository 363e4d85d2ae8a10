import { z } from 'zod';
import { OrderStatus, ReturnStatus } from '../orders/order-view.ts';
import { defineEvents } from './define-events.ts';
import { amount, currency, id, later, quantity } from './event-fields.ts';

/** A refund with the parts of its amount; `refunded` is the order's total of refunds after it. */
const refund = {
  refundId: id,
  amount,
  currency,
  paymentId: later(id),
  refunded: later(amount),
  sales: later(amount),
  shipping: later(amount),
  tax: later(amount),
};

const reason = z.string().nullable();

/** Events of orders. */
export const ORDER_EVENTS = defineEvents(
  { aggregate: 'order', permission: 'orders:read' },
  {
    'order.placed': {
      summary: 'An order was placed; its payment is authorized or captured',
      data: z.strictObject({
        number: z.string(),
        checkoutId: id,
        paymentId: id,
        total: amount,
        currency,
        subtotal: later(amount),
        discount: later(amount),
        shipping: later(amount),
        tax: later(amount),
        quantity: later(quantity),
        country: later(z.string()),
      }),
    },
    'order.paid': {
      summary: 'The money of the order was taken; `amount` in all',
      data: z.strictObject({ amount, currency, paymentId: later(id) }),
    },
    'order.cancelled': {
      summary: 'The order was canceled before anything of it was sent',
      data: z.strictObject({
        by: z.enum(['buyer', 'staff', 'payment', 'refund']),
        reason,
        paymentId: later(id),
        total: later(amount),
        paid: later(amount),
        currency: later(currency),
      }),
    },
    'order.units-canceled': {
      summary: 'Units were withdrawn from the order before they were sent, with a refund',
      data: z.strictObject({
        quantity,
        refundId: id,
        by: z.enum(['buyer', 'staff']),
        reason,
        amount: later(amount),
        currency: later(currency),
      }),
    },
    'order.fulfilled': {
      summary: 'A parcel was sent; `status` is that of the order after it',
      data: z.strictObject({ fulfilmentId: id, status: OrderStatus, quantity: later(quantity) }),
    },
    'order.refund-requested': {
      summary: 'Staff have created a refund, which is pending unless its amount is 0',
      data: z.strictObject({
        refundId: id,
        amount,
        currency,
        canceled: quantity,
        returned: quantity,
        restocked: quantity,
        paymentId: later(id),
      }),
    },
    'order.refunded': {
      summary: 'Money of the order was refunded',
      data: z.strictObject(refund),
    },
    'order.refund-failed': {
      summary: 'The money of a refund came back; the order counts it as refunded no longer',
      data: z.strictObject(refund),
    },
    'order.return-requested': {
      summary: 'The buyer has requested to return units',
      data: z.strictObject({ returnId: id, quantity: later(quantity) }),
    },
    'order.return-resolved': {
      summary: 'Staff have accepted or rejected a return request',
      data: z.strictObject({
        returnId: id,
        decision: ReturnStatus.exclude(['requested']),
        quantity: later(quantity),
      }),
    },
    'order.address-changed': {
      summary: 'Staff have changed the shipping address',
      data: z.strictObject({}),
    },
    'order.note-added': {
      summary: 'Staff have added a note',
      data: z.strictObject({ noteId: id }),
    },
    'order.links-revoked': {
      summary: 'Staff have revoked the links of the emails about the order',
      data: z.strictObject({}),
    },
    'order.claimed': {
      summary: 'An account has taken over the order of a guest with its email address',
      data: z.strictObject({ accountId: id }),
    },
  },
);
