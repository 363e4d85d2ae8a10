import type { CallOrigin } from '@trastienda/contract';
import { type AdvancePaymentDeps, advancePayment } from './advance-payment.ts';

/**
 * Sends what an order's payment waits for, now rather than when a worker comes by. What was decided
 * is committed, so a failure here is none of the call's: the worker meets it again and reports it.
 */
export async function advanceQuietly(
  deps: AdvancePaymentDeps,
  orderId: string,
  { requestId }: CallOrigin,
): Promise<void> {
  const { database } = deps;
  try {
    const order = await database.orders.find(orderId);
    const payment = order && (await database.payments.find(order.paymentId));
    // Nothing is asked of the provider where nothing is under way, as after a refund of nothing.
    if (payment?.dueAt) await advancePayment(deps, payment.id, { requestId });
  } catch {
    // The payment stays due.
  }
}
