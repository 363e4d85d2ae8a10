import type { OrderState, RefundState } from '@trastienda/db';
import type { BuyingDeps, Cause } from '../buying-deps.ts';
import { isAllSent } from './line-quantities.ts';
import { giveBackStock, planRestockAll } from './restock.ts';
import { canBecome } from './transitions.ts';
import { writeOrder } from './write-order.ts';

type Deps = Pick<BuyingDeps, 'database'>;

/**
 * The money for an order was taken, `paidAmount` of it in all; within the transaction that has read
 * the order, as everything here. One that was cancelled meanwhile stays so: its money goes back.
 */
export function markOrderPaid(
  deps: Deps,
  order: OrderState,
  paidAmount: number,
  cause: Cause,
): Promise<OrderState> {
  const isAwaited = canBecome(order.status, 'paid');
  const change = { paidAmount, ...(isAwaited && { status: 'paid' as const }) };
  const data = { amount: paidAmount, currency: order.currency };
  return writeOrder(deps, order, change, { type: 'order.paid', data }, cause);
}

type Refunded = Pick<RefundState, 'id' | 'amount' | 'lines'>;

/** The order's lines with the refund's units counted once more, or once less. */
function countRefunded({ lines }: OrderState, refund: Refunded, sign: 1 | -1) {
  const quantities = new Map(refund.lines.map(({ sku, quantity }) => [sku, quantity]));
  return lines.map((line) => ({
    ...line,
    refundedQuantity: line.refundedQuantity + sign * (quantities.get(line.sku) ?? 0),
  }));
}

/**
 * A refund has succeeded, to be told once of each. An order of which nothing is left to be sent for
 * it is fulfilled.
 */
export function recordOrderRefund(
  deps: Deps,
  order: OrderState,
  refund: Refunded,
  cause: Cause,
): Promise<OrderState> {
  const lines = countRefunded(order, refund, 1);
  const isFulfilled = order.status === 'partially-fulfilled' && isAllSent({ ...order, lines });
  const { id: refundId, amount } = refund;
  const change = {
    lines,
    refundedAmount: order.refundedAmount + amount,
    ...(isFulfilled && { status: 'fulfilled' as const }),
  };
  const data = { refundId, amount, currency: order.currency };
  return writeOrder(deps, order, change, { type: 'order.refunded', data }, cause);
}

/**
 * The money of a refund that had succeeded has come back, to be told once of each. What it was for
 * can be sent again, unless it is back on the shelf.
 */
export function undoOrderRefund(
  deps: Deps,
  order: OrderState,
  refund: Refunded,
  cause: Cause,
): Promise<OrderState> {
  const lines = countRefunded(order, refund, -1);
  const isUnfulfilled = order.status === 'fulfilled' && !isAllSent({ ...order, lines });
  const { id: refundId, amount } = refund;
  const change = {
    lines,
    refundedAmount: order.refundedAmount - amount,
    ...(isUnfulfilled && { status: 'partially-fulfilled' as const }),
  };
  const data = { refundId, amount, currency: order.currency };
  return writeOrder(deps, order, change, { type: 'order.refund-failed', data }, cause);
}

/**
 * The money for an order can no longer be taken: it is cancelled and its stock goes back. Leaves
 * alone what is not pending.
 */
export async function cancelUnpaidOrder(
  deps: Deps,
  order: OrderState,
  cause: Cause,
): Promise<OrderState> {
  if (order.status !== 'pending') return order;
  const restocking = planRestockAll(order);
  const { lines } = restocking;
  const data = { by: 'payment', reason: null };
  const happening = { type: 'order.cancelled', data } as const;
  const cancelled = await writeOrder(deps, order, { status: 'cancelled', lines }, happening, cause);
  await giveBackStock(deps, order, restocking, cause, 'the payment came to nothing');
  return cancelled;
}
