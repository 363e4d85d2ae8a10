import type { BuyingDeps, Cause } from '../buying-deps.ts';
import type { Payments } from '../payment/payment-services.ts';
import type { OrderWithPayment } from './read-order.ts';
import { refundEverything } from './refund-plan.ts';
import { giveBackStock, planRestockAll } from './restock.ts';
import { requireTransition } from './transitions.ts';
import { writeOrder } from './write-order.ts';

interface Cancellation {
  readonly by: 'buyer' | 'staff';
  readonly reason: string | null;
}

/**
 * Cancels an order of which nothing was sent, within the transaction that has read it: its stock is
 * for others again, and what was paid is on its way back. Money that is only set aside is released
 * by whoever works on due payments, and given back should it have been taken just now.
 * `ORDER_STATE`.
 */
export async function cancelOrder(
  deps: Pick<BuyingDeps, 'database'> & { readonly payments: Payments },
  { order, payment }: OrderWithPayment,
  { by, reason }: Cancellation,
  cause: Cause,
): Promise<OrderWithPayment> {
  const { database, payments } = deps;
  requireTransition(order, 'cancelled');
  const restocking = planRestockAll(order);
  const cancelled = await writeOrder(
    deps,
    order,
    { status: 'cancelled', lines: restocking.lines },
    { type: 'order.cancelled', data: { by, reason } },
    cause,
  );
  await giveBackStock(deps, order, restocking, cause, 'the order was cancelled');
  const refund = refundEverything(order, payment.refunds);
  if (refund.amount === 0) {
    await database.payments.makeDue(order.checkoutId, cause.at);
    return { order: cancelled, payment };
  }
  const id = database.payments.newId();
  const after = await payments.beginRefund(payment.id, { id, reason, ...refund }, cause);
  return { order: cancelled, payment: after };
}
