import { ShopError } from '@trastienda/contract';
import { ConflictError, type Database, type PaymentState, type RefundState } from '@trastienda/db';
import { appendEvents } from '../base/append-events.ts';
import type { ChangeContext } from '../base/change-context.ts';
import { refundableOf } from './next-step.ts';

function updated(after: PaymentState | null): PaymentState {
  if (after === null) throw new ConflictError('The payment has changed.');
  return after;
}

/** A refund that is to be made. */
export type NewRefund = Pick<
  RefundState,
  'id' | 'amount' | 'reason' | 'lines' | 'shipping' | 'split'
>;

/**
 * Reserves a refund, within the transaction that has read the payment: from here on nobody else can give the same
 * money back. One of nothing has succeeded with that, and no provider hears of it.
 * `REFUND_EXCEEDS_PAID`. Gives the payment as it is afterwards.
 */
export async function beginRefund(
  { database }: { readonly database: Database },
  before: PaymentState,
  begun: NewRefund,
  context: ChangeContext,
): Promise<PaymentState> {
  const { at } = context;
  const { id, amount, reason } = begun;
  // Below zero when money was given back at the provider while a refund was under way, which will
  // fail; units can be withdrawn for nothing all the same.
  const available = Math.max(0, refundableOf(before));
  if (amount > available) throw new ShopError('REFUND_EXCEEDS_PAID', { details: { available } });
  // No provider gives back nothing: such a refund only says what became of units.
  const isNothing = amount === 0;
  const status = isNothing ? 'succeeded' : 'pending';
  const refund: RefundState = { ...begun, status, reference: null, createdAt: at };
  const refunds = [...before.refunds, refund];
  if (isNothing) return updated(await database.payments.update(before, { refunds }, 0, at));
  // Due at once, as news of the provider would make it.
  const change = {
    refunds,
    attempts: 0,
    nextAttemptAt: at,
    notifications: before.notifications + 1,
  };
  const after = updated(await database.payments.update(before, change, 1, at));
  const data = { refundId: id, amount, currency: before.currency, reason };
  const { id: aggregateId, eventSequence } = before;
  const subject = { aggregate: 'payment', aggregateId, before: eventSequence } as const;
  const draft = { type: 'payment.refund-requested', data } as const;
  await appendEvents(database, subject, [draft], context);
  return after;
}
