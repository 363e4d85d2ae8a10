import { type ChangeContext, ConflictError } from '@trastienda/mongo';
import { paymentTags, ShopError } from '@trastienda/shop-contract';
import type { Database, PaymentState, RefundState } from '@trastienda/shop-db';
import { appendShopEvents } from '../base/append-shop-events.ts';
import { refundableOf } from './next-step.ts';

function updated(after: PaymentState | null): PaymentState {
  if (after === null) throw new ConflictError('The payment has changed.');
  return after;
}

/** A refund to create. */
export type NewRefund = Pick<
  RefundState,
  'id' | 'amount' | 'reason' | 'lines' | 'shipping' | 'split'
>;

/**
 * Reserves a refund, within the transaction that has read the payment, so that no other call can
 * refund the same money. A refund of zero succeeds at once and is not sent to the provider. Returns
 * the payment after the change.
 * @throws {ShopError} REFUND_EXCEEDS_PAID.
 */
export async function beginRefund(
  { database }: { readonly database: Database },
  before: PaymentState,
  begun: NewRefund,
  context: ChangeContext,
): Promise<PaymentState> {
  const { at } = context;
  const { id, amount, reason } = begun;
  // Negative when money was refunded at the provider while a refund was pending, which will fail;
  // units can still be canceled at no cost.
  const available = Math.max(0, refundableOf(before));
  if (amount > available) {
    throw new ShopError('REFUND_EXCEEDS_PAID', { details: { amount, left: available } });
  }
  // Providers reject a refund of zero; it only records the state of units.
  const isNothing = amount === 0;
  const status = isNothing ? 'succeeded' : 'pending';
  const refund: RefundState = { ...begun, status, reference: null, createdAt: at };
  const refunds = [...before.refunds, refund];
  if (isNothing) return updated(await database.payments.update(before, { refunds }, 0, at));
  // Due at once, as after a notification of the provider.
  const change = {
    refunds,
    attempts: 0,
    nextAttemptAt: at,
    notifications: before.notifications + 1,
  };
  const after = updated(await database.payments.update(before, change, 1, at));
  const { id: aggregateId, eventSequence, currency, checkoutId, orderId } = before;
  const data = { refundId: id, amount, currency, reason, checkoutId, orderId };
  const subject = {
    aggregate: 'payment',
    aggregateId,
    before: eventSequence,
    tags: paymentTags(before),
  } as const;
  const draft = { type: 'payment.refund-requested', data } as const;
  await appendShopEvents(database, subject, [draft], context);
  return after;
}
