import { type ChangeContext, ConflictError } from '@trastienda/mongo';
import { paymentTags, type ShopError } from '@trastienda/shop-contract';
import type { Database, PaymentState } from '@trastienda/shop-db';
import { appendShopEvents } from '../base/append-shop-events.ts';

/**
 * Records that the provider has rejected the creation of a payment; a payment that the provider
 * knows by now stays unchanged. Runs in a separate transaction.
 */
export function rejectPayment(
  { database }: { readonly database: Database },
  paymentId: string,
  { message }: ShopError,
  context: ChangeContext,
): Promise<PaymentState> {
  return database.transaction(async () => {
    const before = await database.payments.find(paymentId);
    if (before === null) throw new Error(`Payment ${paymentId} no longer exists.`);
    if (before.status !== 'created' || before.reference !== null) return before;
    const failure = { code: 'rejected', message };
    const change = { status: 'failed', failure, nextAttemptAt: null } as const;
    const after = await database.payments.update(before, change, 1, context.at);
    if (after === null) throw new ConflictError(`Payment ${paymentId} has changed.`);
    const { checkoutId, orderId, provider, amount, currency, eventSequence } = before;
    const data = { checkoutId, amount, currency, failure: failure.code, orderId, provider };
    const subject = {
      aggregate: 'payment',
      aggregateId: paymentId,
      before: eventSequence,
      tags: paymentTags(before),
    } as const;
    await appendShopEvents(database, subject, [{ type: 'payment.failed', data }], context);
    return after;
  });
}
