import { ShopError } from '@trastienda/contract';
import type { PaymentState, RefundState } from '@trastienda/db';
import type { BuyingDeps, Cause } from '../buying-deps.ts';
import { refundableOf } from './next-step.ts';
import { appendEvents } from './payment-events.ts';

/** `Payments.beginRefund`. */
export async function beginRefund(
  { database }: Pick<BuyingDeps, 'database'>,
  paymentId: string,
  {
    id,
    amount,
    reason,
    lines,
    split,
  }: Pick<RefundState, 'id' | 'amount' | 'reason' | 'lines' | 'split'>,
  cause: Cause,
): Promise<PaymentState> {
  const { at } = cause;
  const before = await database.payments.find(paymentId);
  if (before === null) throw new ShopError('PAYMENT_NOT_FOUND');
  const available = refundableOf(before);
  if (amount > available) throw new ShopError('REFUND_EXCEEDS', { details: { available } });
  const refund: RefundState = {
    id,
    amount,
    reason,
    lines,
    split,
    status: 'pending',
    reference: null,
    createdAt: at,
  };
  const change = { refunds: [...before.refunds, refund], attempts: 0 };
  const after = await database.payments.update(before, change, 1, at);
  if (after === null) throw new Error(`Payment ${paymentId} changed within a transaction.`);
  const data = { refundId: id, amount, currency: before.currency, reason };
  const subject = {
    aggregate: 'payment',
    aggregateId: paymentId,
    before: before.eventSequence,
  } as const;
  const happening = { type: 'payment.refund-requested', data } as const;
  await appendEvents(database, subject, [happening], cause);
  const name = { id: paymentId, reference: null };
  await database.payments.wake(before.provider, name, at);
  return after;
}
