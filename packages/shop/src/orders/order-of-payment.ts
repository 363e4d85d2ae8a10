import type { ChangeContext } from '@trastienda/mongo';
import type { Database, OrderState, RefundState } from '@trastienda/shop-db';
import { countLines, countRefunded } from './line-quantities.ts';
import { cancelledEvent, refundData } from './order-events.ts';
import { pickUnsent } from './pick-units.ts';
import { closeByRefund, countPicks, restockPicks } from './settle-units.ts';
import { canBecome } from './transitions.ts';
import { writeOrder } from './write-order.ts';

interface Deps {
  readonly database: Database;
}

/**
 * Marks an order as paid with `paidAmount` in total. Like all functions here, runs within the
 * transaction that has read the order. An order that was canceled meanwhile stays canceled, and its
 * money is refunded.
 */
export function markOrderPaid(
  deps: Deps,
  order: OrderState,
  paidAmount: number,
  context: ChangeContext,
): Promise<OrderState> {
  const isAwaited = canBecome(order.status, 'paid');
  const change = { paidAmount, ...(isAwaited && { status: 'paid' as const }) };
  const { paymentId, currency } = order;
  const data = { amount: paidAmount, currency, paymentId };
  return writeOrder(deps, order, change, [{ type: 'order.paid', data }], context);
}

type Refunded = Pick<RefundState, 'id' | 'amount' | 'lines' | 'split'>;

/**
 * Records a succeeded refund; call it once per refund. `refunds` are all refunds of the payment. An
 * order that predates unit counters and has nothing left to ship ends with it.
 */
export function recordOrderRefund(
  deps: Deps,
  order: OrderState,
  refund: Refunded,
  refunds: readonly RefundState[],
  context: ChangeContext,
): Promise<OrderState> {
  const lines = countRefunded(countLines(order, refunds), refund, 1);
  const closing = closeByRefund(order, lines, null);
  const refundedAmount = order.refundedAmount + refund.amount;
  const change = { lines, refundedAmount, ...closing.change };
  const data = refundData(order, refund, refundedAmount);
  const drafts = [{ type: 'order.refunded', data } as const, ...closing.drafts] as const;
  return writeOrder(deps, order, change, drafts, context);
}

/**
 * Reverts a refund whose money has come back; call it once per refund. Canceled units stay
 * canceled.
 */
export function undoOrderRefund(
  deps: Deps,
  order: OrderState,
  refund: Refunded,
  context: ChangeContext,
): Promise<OrderState> {
  const lines = countRefunded(order.lines, refund, -1);
  const refundedAmount = order.refundedAmount - refund.amount;
  const change = { lines, refundedAmount };
  const data = refundData(order, refund, refundedAmount);
  return writeOrder(deps, order, change, [{ type: 'order.refund-failed', data }], context);
}

/**
 * Cancels an order whose payment can no longer succeed, and restocks its units. Leaves orders alone
 * that are not pending.
 */
export async function cancelUnpaidOrder(
  deps: Deps,
  order: OrderState,
  context: ChangeContext,
): Promise<OrderState> {
  if (order.status !== 'pending') return order;
  const picks = pickUnsent(order, [], true);
  const lines = countPicks(countLines(order, []), picks);
  const draft = cancelledEvent(order, 'payment', null);
  const change = { status: 'cancelled', lines } as const;
  const cancelled = await writeOrder(deps, order, change, [draft], context);
  await restockPicks(deps, order, picks, context, 'the payment came to nothing');
  return cancelled;
}
