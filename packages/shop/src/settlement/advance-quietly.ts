import type { CallOrigin } from '@trastienda/contract';
import type { OrderDeps } from '../orders/order-deps.ts';

/**
 * Sends what an order's payment waits for, now rather than when a worker comes by. What was decided
 * is committed, so a failure here is none of the call's: the worker meets it again and reports it.
 */
export async function advanceQuietly(
  { database, payments }: Pick<OrderDeps, 'database' | 'payments'>,
  orderId: string,
  { requestId }: CallOrigin,
): Promise<void> {
  try {
    const order = await database.orders.find(orderId);
    const payment = order && (await database.payments.find(order.paymentId));
    // Nothing is asked of the provider where nothing is under way, as after a refund of nothing.
    if (payment?.dueAt) await payments.advance(payment.id, { requestId });
  } catch {
    // The payment stays due.
  }
}
