import type { CallOrigin } from '@trastienda/shop-contract';
import type { OrderWithPayment } from '../orders/read-order.ts';
import { type AdvancePaymentDeps, advancePayment, sendBegunRefund } from './advance-payment.ts';

/**
 * Takes the next step of an order's payment now rather than when the worker polls. `begun` is an
 * order with a refund that was just committed. The decision is committed, so a failure here must
 * not fail the call: the worker retries and reports it.
 */
export async function advanceQuietly(
  deps: AdvancePaymentDeps,
  orderId: string,
  { requestId }: CallOrigin,
  begun: OrderWithPayment | null = null,
): Promise<void> {
  const { database } = deps;
  try {
    if (begun !== null) {
      // Skip the provider when nothing is pending, as after a refund of zero.
      if (begun.payment.nextAttemptAt) await sendBegunRefund(deps, begun, { requestId });
      return;
    }
    const order = await database.orders.find(orderId);
    const payment = order && (await database.payments.find(order.paymentId));
    if (payment?.nextAttemptAt) await advancePayment(deps, payment.id, { requestId });
  } catch {
    // The payment stays due.
  }
}
