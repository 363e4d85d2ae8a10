import type { CallOrigin } from '@trastienda/contract';
import type { PaymentState } from '@trastienda/db';
import { type AdvancePaymentDeps, advancePayment, sendBegunRefund } from './advance-payment.ts';

/**
 * Sends what an order's payment waits for, now rather than when a worker comes by; `begun` is the
 * payment as it was when a refund of it was begun just now. What was decided
 * is committed, so a failure here is none of the call's: the worker meets it again and reports it.
 */
export async function advanceQuietly(
  deps: AdvancePaymentDeps,
  orderId: string,
  { requestId }: CallOrigin,
  begun: PaymentState | null = null,
): Promise<void> {
  const { database } = deps;
  try {
    if (begun !== null) {
      // Nothing is asked of the provider where nothing is under way, as after a refund of nothing.
      if (begun.dueAt) await sendBegunRefund(deps, begun, { requestId });
      return;
    }
    const order = await database.orders.find(orderId);
    const payment = order && (await database.payments.find(order.paymentId));
    if (payment?.dueAt) await advancePayment(deps, payment.id, { requestId });
  } catch {
    // The payment stays due.
  }
}
