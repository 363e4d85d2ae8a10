import type { NewEventData } from '@trastienda/shop-contract';
import type { OrderState, RefundState } from '@trastienda/shop-db';
import type { OrderEventDraft } from './write-order.ts';

type CancelledBy = NewEventData<'order.cancelled'>['by'];

/** What the event of a canceled order says of it. */
export type CancelledOrder = Pick<
  OrderState,
  'paymentId' | 'totalAmount' | 'paidAmount' | 'currency'
>;

/** Builds the event of an order that is canceled before anything was sent. */
export function cancelledEvent(
  { paymentId, totalAmount: total, paidAmount: paid, currency }: CancelledOrder,
  by: CancelledBy,
  reason: string | null,
): OrderEventDraft {
  return { type: 'order.cancelled', data: { by, reason, paymentId, total, paid, currency } };
}

/** Builds the facts about a refund that an order counts; `refunded` is its total after it. */
export function refundData(
  { paymentId, currency }: OrderState,
  { id: refundId, amount, split }: Pick<RefundState, 'id' | 'amount' | 'split'>,
  refunded: number,
): NewEventData<'order.refunded'> {
  const { sales, shipping, tax } = split;
  return { refundId, amount, currency, paymentId, refunded, sales, shipping, tax };
}

/** Sums the units of lines. */
export function unitsIn(lines: readonly { readonly quantity: number }[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
