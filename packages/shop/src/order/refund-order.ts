import { type RefundOrderInput, ShopError } from '@trastienda/contract';
import type { Cause } from '../buying-deps.ts';
import { refundedOf } from './line-quantities.ts';
import type { OrderDeps } from './order-deps.ts';
import type { OrderWithPayment } from './read-order.ts';
import { type RefundPlan, refundAmount, refundEverything, refundLines } from './refund-plan.ts';
import { giveBackStock, planRestock } from './restock.ts';
import { orderStateRefused } from './transitions.ts';
import { writeOrder } from './write-order.ts';

type What = RefundOrderInput['what'];

/** As many as a payment's document has room for. What the shop owes by itself is not counted out. */
const MAX_REFUNDS = 200;

function planRefund(
  { order, payment: { refunds } }: OrderWithPayment,
  what: What,
  payableStep: number,
): RefundPlan {
  switch (what.kind) {
    case 'lines':
      return refundLines(order, refunds, what.lines, payableStep);
    case 'amount':
      return refundAmount(order, refunds, what.amount, payableStep);
    case 'everything': {
      const plan = refundEverything(order, refunds);
      if (plan.amount === 0) throw new ShopError('REFUND_EXCEEDS', { details: { left: 0 } });
      return plan;
    }
  }
}

/**
 * Begins to give money of an order back, within the transaction that has read it. `ORDER_STATE`
 * when nothing was taken, `ORDER_QUANTITY` also for too many refunds, `REFUND_EXCEEDS`,
 * `AMOUNT_NOT_PAYABLE`.
 */
export async function refundOrder(
  deps: Pick<OrderDeps, 'database' | 'payments' | 'payableStep'>,
  found: OrderWithPayment,
  { what, reason }: Pick<RefundOrderInput, 'what' | 'reason'>,
  cause: Cause,
): Promise<OrderWithPayment & { readonly refund: RefundPlan & { readonly id: string } }> {
  const { database, payments, payableStep } = deps;
  const { order, payment } = found;
  if (order.paidAmount === 0) throw orderStateRefused(order.status);
  if (payment.refunds.length >= MAX_REFUNDS) {
    throw new ShopError('ORDER_QUANTITY', { details: { left: 0 } });
  }
  const plan = planRefund(found, what, payableStep(order.currency));
  const isRestocked = what.kind !== 'amount' && what.restock;
  const restocking = planRestock(order, ({ sku, restockedQuantity }) => {
    const wanted = plan.lines.find((line) => line.sku === sku)?.quantity ?? 0;
    if (!isRestocked || wanted === 0) return 0;
    // A unit came back once, also when its first refund failed and this is the second.
    const refunded = refundedOf(sku, payment.refunds).quantity + wanted;
    return Math.min(wanted, refunded - restockedQuantity);
  });
  const refund = { id: database.payments.newId(), ...plan };
  const { id: refundId, amount } = refund;
  const data = { refundId, amount, currency: order.currency };
  // The order is written in any case, so that no parcel with refunded goods leaves at the same time.
  const written = await writeOrder(
    deps,
    order,
    { lines: restocking.lines },
    { type: 'order.refund-requested', data },
    cause,
  );
  await giveBackStock(deps, order, restocking, cause, 'refunded');
  const after = await payments.beginRefund(
    payment.id,
    { ...refund, reason: reason ?? null },
    cause,
  );
  return { order: written, payment: after, refund };
}
