import type { EventOf } from '@trastienda/mongo';
import type { Address } from '@trastienda/shop-contract';
import type { OrderState, PaymentState, ShopEvent } from '@trastienda/shop-db';
import type { BuyerEmailContent, OrderPage } from './email-content.ts';
import type { BuyerEmailKind } from './email-kinds.ts';
import { addressLines, itemsOf, receiptOf, shortLine } from './order-facts.ts';

/** Events of an order that its buyer gets an email about, with the kind of the email. */
export const ORDER_EMAILS = {
  'order.placed': 'order-placed',
  'order.paid': 'order-paid',
  'order.fulfilled': 'order-shipped',
  'order.cancelled': 'order-canceled',
  'order.refunded': 'order-refunded',
  'order.return-requested': 'return-requested',
  'order.return-resolved': 'return-answered',
} as const satisfies Readonly<Record<string, BuyerEmailKind>>;

export type OrderEmailEvent = EventOf<ShopEvent, keyof typeof ORDER_EMAILS>;

/** How long an email about an order is worth sending: as long as mail servers retry. */
const WORTH_MINUTES = 5 * 24 * 60;

const MAX_ANSWER = 1000;

/**
 * Returns the lines of an address; none for an order without a price. Anyone can place one with the email
 * address of another person, to whom the lines could carry a message.
 */
function shownAddress({ totalAmount }: OrderState, address: Address): string[] {
  return totalAmount === 0 ? [] : addressLines(address);
}

/**
 * Describes what happened at an event to the order's buyer. The event may be long past: the content
 * says what it says of that time, and that the order was canceled since, or the return answered.
 * Null when the order no longer has what the event is about.
 */
export function describeOrderEvent(
  event: OrderEmailEvent,
  order: OrderState,
  payment: Pick<PaymentState, 'refunds'> | null,
  { page, timeZone }: { readonly page: OrderPage; readonly timeZone: string },
): BuyerEmailContent | null {
  const about = { number: order.number, page, expiresInMinutes: WORTH_MINUTES };
  const isCanceled = order.status === 'cancelled';
  const isShipped = order.shippingMethod !== null;
  switch (event.type) {
    case 'order.placed':
      return {
        ...about,
        template: 'order-placed',
        receipt: receiptOf(order),
        address: shownAddress(order, order.shippingAddress),
        ...{ isCanceled, isShipped },
      };
    case 'order.paid': {
      const { amount, currency } = event.data;
      return {
        ...about,
        template: 'order-paid',
        receipt: receiptOf(order),
        address: shownAddress(order, order.billingAddress ?? order.shippingAddress),
        paid: { amount, currency },
        paidAt: event.at.toISOString(),
        timeZone,
        isCanceled,
      };
    }
    case 'order.fulfilled': {
      const { fulfilmentId, status } = event.data;
      const parcel = order.fulfilments.find(({ id }) => id === fulfilmentId);
      if (parcel === undefined) return null;
      const { tracking } = parcel;
      return {
        ...about,
        template: 'order-shipped',
        items: itemsOf(order, parcel.lines),
        tracking: tracking && {
          carrier: shortLine(tracking.carrier),
          number: shortLine(tracking.number),
          url: tracking.url,
        },
        isComplete: status === 'fulfilled',
        isShipped,
      };
    }
    case 'order.cancelled': {
      const { by, paid = order.paidAmount } = event.data;
      return { ...about, template: 'order-canceled', by, isPaid: paid > 0 };
    }
    case 'order.refunded': {
      const { refundId, amount, currency } = event.data;
      // A refund of units alone moves no money.
      if (amount === 0) return null;
      const refund = payment?.refunds.find(({ id }) => id === refundId);
      const items = itemsOf(order, refund?.lines ?? []);
      return { ...about, template: 'order-refunded', amount: { amount, currency }, items };
    }
    case 'order.return-requested': {
      const request = order.returns.find(({ id }) => id === event.data.returnId);
      if (request === undefined) return null;
      return {
        ...about,
        template: 'return-requested',
        items: itemsOf(order, request.lines),
        isAnswered: request.status !== 'requested',
      };
    }
    case 'order.return-resolved': {
      const { returnId, decision } = event.data;
      const request = order.returns.find(({ id }) => id === returnId);
      if (request === undefined) return null;
      const { answer } = request;
      return {
        ...about,
        template: 'return-answered',
        items: itemsOf(order, request.lines),
        decision,
        answer: answer === null ? null : shortLine(answer, MAX_ANSWER),
      };
    }
  }
}
