import { type ChangeContext, ConflictError } from '@trastienda/mongo';
import { countLines, countRefunded } from '../orders/line-quantities.ts';
import { cancelledEvent } from '../orders/order-events.ts';
import type { OrderWithPayment } from '../orders/read-order.ts';
import { refundEverything, refundUnsent } from '../orders/refund-plan.ts';
import { countPicks, restockPicks, statusOfUnits, sumOfPicks } from '../orders/settle-units.ts';
import { requireTransition } from '../orders/transitions.ts';
import { writeOrder } from '../orders/write-order.ts';
import { beginRefund } from '../payments/begin-refund.ts';
import type { RefundOrderDeps } from './refund-order.ts';

interface Cancellation {
  readonly by: 'buyer' | 'staff';
  readonly reason: string | null;
}

/**
 * Cancels the unshipped part of an order, within the transaction that has read it: restocks its
 * units and refunds their price. If nothing was shipped, the whole paid amount is refunded; an
 * uncaptured authorization is voided by the payment worker, or refunded if it has just been
 * captured. Buyers can only cancel whole orders.
 * @throws {ShopError} ORDER_STATE_INVALID.
 */
export function cancelOrder(
  deps: RefundOrderDeps,
  found: OrderWithPayment,
  cancellation: Cancellation,
  context: ChangeContext,
): Promise<OrderWithPayment> {
  const isRest = found.order.status === 'partially-fulfilled' && cancellation.by === 'staff';
  return (isRest ? cancelRest : cancelWhole)(deps, found, cancellation, context);
}

async function cancelWhole(
  deps: RefundOrderDeps,
  { order, payment }: OrderWithPayment,
  { by, reason }: Cancellation,
  context: ChangeContext,
): Promise<OrderWithPayment> {
  const { database } = deps;
  requireTransition(order, 'cancelled');
  const { money, picks } = refundEverything(order, payment.refunds, true);
  const lines = countPicks(countLines(order, payment.refunds), picks);
  const cancelled = await writeOrder(
    deps,
    order,
    { status: 'cancelled', lines },
    [cancelledEvent(order, by, reason)],
    context,
  );
  await restockPicks(deps, order, picks, context, 'the order was cancelled');
  if (money.amount === 0) {
    // Always write the payment: a pending refund of it that fails concurrently is owed again.
    const written = await database.payments.update(payment, {}, 0, context.at);
    if (written === null) throw new ConflictError(`Payment ${payment.id} has changed.`);
    await database.payments.scheduleNow(order.checkoutId, context.at);
    return { order: cancelled, payment: written };
  }
  const id = database.payments.newId();
  const after = await beginRefund(deps, payment, { id, reason, ...money }, context);
  return { order: cancelled, payment: after };
}

async function cancelRest(
  deps: RefundOrderDeps,
  { order, payment }: OrderWithPayment,
  { by, reason }: Cancellation,
  context: ChangeContext,
): Promise<OrderWithPayment> {
  const { database, provider } = deps;
  const step = provider.payableStep(order.currency);
  const { money, picks } = refundUnsent(order, payment.refunds, step);
  const refund = { id: database.payments.newId(), reason, ...money };
  const counted = countPicks(countLines(order, payment.refunds), picks);
  const lines = money.amount === 0 ? countRefunded(counted, refund, 1) : counted;
  const status = statusOfUnits(order.status, lines);
  const quantity = sumOfPicks(picks, 'withdrawn');
  const { id: refundId, amount } = refund;
  const { currency } = order;
  const data = { quantity, refundId, by, reason, amount, currency };
  const draft = { type: 'order.units-canceled', data } as const;
  const written = await writeOrder(deps, order, { status, lines }, [draft], context);
  await restockPicks(deps, order, picks, context, 'the rest of the order was cancelled');
  const after = await beginRefund(deps, payment, refund, context);
  return { order: written, payment: after };
}
