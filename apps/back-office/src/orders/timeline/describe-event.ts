import type { StaffOrder } from '@trastienda/shop-client';
import type { Formats } from '../../format/use-formats.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { OrderEvent } from './timeline.ts';

export type EventTone = 'neutral' | 'positive' | 'warning' | 'critical';

export interface EventText {
  readonly title: string;
  /** Reason, tracking or the like; null without one. */
  readonly detail: string | null;
  readonly tone: EventTone;
}

const TONES: Readonly<Partial<Record<OrderEvent['type'], EventTone>>> = {
  'order.paid': 'positive',
  'order.fulfilled': 'positive',
  'order.cancelled': 'critical',
  'order.units-canceled': 'warning',
  'order.refund-failed': 'critical',
  'order.return-requested': 'warning',
  'payment.requires-action': 'warning',
  'payment.failed': 'critical',
  'payment.rejected': 'critical',
  'payment.disputed': 'critical',
  'payment.refund-failed': 'critical',
};

const CANCELED_BY = ['buyer', 'staff', 'payment', 'refund'] as const;

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function trackingOf(order: StaffOrder, fulfilmentId: unknown): string | null {
  const tracking = order.fulfilments.find(({ id }) => id === fulfilmentId)?.tracking;
  return tracking ? `${tracking.carrier} ${tracking.number}` : null;
}

/** Returns what the event does not say itself. */
function detailOf({ type, data }: OrderEvent, order: StaffOrder): string | null {
  const request = order.returns.find(({ id }) => id === data.returnId);
  switch (type) {
    case 'order.fulfilled':
      return trackingOf(order, data.fulfilmentId);
    case 'order.return-requested':
      return request?.reason ?? null;
    case 'order.return-resolved':
      return request?.answer ?? null;
    case 'order.refund-requested':
      return order.refunds.find(({ id }) => id === data.refundId)?.reason ?? null;
    case 'payment.failed':
      return textOf(data.failure);
    default:
      return textOf(data.reason);
  }
}

function titleOf(
  t: Translate,
  format: Formats,
  { type, data }: OrderEvent,
  { isShipped }: StaffOrder,
): string {
  const { amount, total, currency, quantity, by, decision } = data;
  const money = (value: unknown) =>
    typeof value === 'number' && typeof currency === 'string'
      ? format.money({ amount: value, currency })
      : '';
  const count = typeof quantity === 'number' ? quantity : 0;
  switch (type) {
    case 'order.placed':
      return t('orders.events.placed', { total: money(total) });
    case 'order.paid':
      return t('orders.events.paid', { amount: money(amount) });
    case 'order.cancelled':
      return t(`orders.events.cancelled.${CANCELED_BY.find((each) => each === by) ?? 'staff'}`);
    case 'order.units-canceled':
      return t('orders.events.unitsCanceled', { count });
    case 'order.fulfilled':
      return t(isShipped ? 'orders.events.fulfilled' : 'orders.events.delivered', { count });
    case 'order.refund-requested':
      return amount === 0
        ? t('orders.events.refundOfNothing')
        : t('orders.events.refundRequested', { amount: money(amount) });
    case 'order.refunded':
      return t('orders.events.refunded', { amount: money(amount) });
    case 'order.refund-failed':
    case 'payment.refund-failed':
      return t('orders.events.refundFailed', { amount: money(amount) });
    case 'order.return-requested':
      return t('orders.events.returnRequested', { count });
    case 'order.return-resolved':
      return decision === 'accepted'
        ? t('orders.events.returnAccepted')
        : t('orders.events.returnDeclined');
    case 'order.address-changed':
      return t('orders.events.addressChanged');
    case 'order.note-added':
      return t('orders.events.noteAdded');
    case 'order.links-revoked':
      return t('orders.events.linksRevoked');
    case 'order.claimed':
      return t('orders.events.claimed');
    case 'payment.requires-action':
      return t('orders.events.requiresAction');
    case 'payment.authorized':
      return t('orders.events.authorized', { amount: money(amount) });
    case 'payment.failed':
      return t('orders.events.paymentFailed');
    case 'payment.voided':
      return t('orders.events.voided');
    case 'payment.rejected':
      return t('orders.events.rejected');
    case 'payment.disputed':
      return t('orders.events.disputed');
    default:
      return type;
  }
}

/** Returns an event in words, in the language of the page. */
export function describeEvent(
  t: Translate,
  format: Formats,
  event: OrderEvent,
  order: StaffOrder,
): EventText {
  return {
    title: titleOf(t, format, event, order),
    detail: detailOf(event, order),
    tone: TONES[event.type] ?? 'neutral',
  };
}
