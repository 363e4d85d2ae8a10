import type { ChangeContext } from '@trastienda/mongo';
import { type RefundOrderInput, ShopError } from '@trastienda/shop-contract';
import type { Database, OrderChange, OrderState } from '@trastienda/shop-db';
import { countLines, countRefunded } from '../orders/line-quantities.ts';
import type { UnitPick } from '../orders/pick-units.ts';
import type { OrderWithPayment } from '../orders/read-order.ts';
import {
  type RefundMoney,
  type RefundPlan,
  refundAmount,
  refundEverything,
  refundLines,
  refundShipping,
} from '../orders/refund-plan.ts';
import { acceptedReturn } from '../orders/returns.ts';
import { closeByRefund, countPicks, restockPicks, sumOfPicks } from '../orders/settle-units.ts';
import { orderStateInvalid } from '../orders/transitions.ts';
import { writeOrder } from '../orders/write-order.ts';
import { beginRefund } from '../payments/begin-refund.ts';
import type { PaymentProvider } from '../payments/payment-provider.ts';

export interface RefundOrderDeps {
  readonly database: Database;
  readonly provider: Pick<PaymentProvider, 'payableStep'>;
}

type What = RefundOrderInput['what'];

/**
 * Maximum refunds by staff that fit into a payment's document, including failed ones. Leaves room
 * to refund all that is left, more than once should that fail. Automatic refunds are not limited.
 */
const MAX_REFUNDS = 400;
const MAX_BEFORE_PART = 200;

function planRefund(
  { order, payment: { refunds } }: OrderWithPayment,
  what: What,
  payableStep: number,
): RefundPlan {
  switch (what.kind) {
    case 'lines':
      return refundLines(order, refunds, what, payableStep);
    case 'shipping':
      return refundShipping(order, refunds, what.amount, payableStep);
    case 'amount':
      return refundAmount(order, refunds, what.amount, payableStep);
    case 'everything':
      return refundEverything(order, refunds, what.restock);
  }
}

/** Returns true when a refund pays nothing and changes no unit. */
function isNothing({ money, picks }: RefundPlan, what: What): boolean {
  if (money.amount > 0) return false;
  const isMoved = ({ withdrawn, returned, restocked }: UnitPick) =>
    withdrawn + returned + restocked > 0;
  return what.kind !== 'lines' && !picks.some(isMoved);
}

/** Returns true when the order was paid, or was free. */
const isPaidFor = ({ status, paidAmount, totalAmount }: OrderState) =>
  status !== 'pending' && (paidAmount > 0 || totalAmount === 0);

/**
 * Returns the order's returns, with an additional one for units that came back without a request.
 */
function withUnrequestedReturn(
  deps: { readonly database: Database },
  order: OrderState,
  picks: readonly UnitPick[],
  reason: string | null,
  context: ChangeContext,
): OrderChange {
  const lines = picks
    .filter(({ unrequested }) => unrequested > 0)
    .map(({ line: { sku }, unrequested: quantity }) => ({ sku, quantity }));
  if (lines.length === 0) return {};
  return { returns: [...order.returns, acceptedReturn(deps, order, { lines, reason }, context)] };
}

/**
 * Refunds money of an order and cancels or takes back units, within the transaction that has read
 * the order. The refund is then pending; a refund of zero has succeeded. Canceled units stay
 * canceled regardless of the refund's outcome.
 * @throws {ShopError} ORDER_STATE_INVALID when nothing was captured, or a return request is open;
 * ORDER_QUANTITY_EXCEEDED, also for too many refunds or returns; REFUND_EXCEEDS_PAID;
 * AMOUNT_NOT_PAYABLE.
 */
export async function refundOrder(
  deps: RefundOrderDeps,
  found: OrderWithPayment,
  { what, reason = null }: Pick<RefundOrderInput, 'what'> & { reason?: string | null | undefined },
  context: ChangeContext,
): Promise<OrderWithPayment & { readonly refund: RefundMoney & { readonly id: string } }> {
  const { database, provider } = deps;
  const { order, payment } = found;
  if (!isPaidFor(order)) throw orderStateInvalid(order.status);
  const most = what.kind === 'everything' ? MAX_REFUNDS : MAX_BEFORE_PART;
  if (payment.refunds.length >= most) {
    throw new ShopError('ORDER_QUANTITY_EXCEEDED', { details: { sku: null, left: 0 } });
  }
  const plan = planRefund(found, what, provider.payableStep(order.currency));
  if (isNothing(plan, what)) {
    throw new ShopError('REFUND_EXCEEDS_PAID', { details: { amount: 0, left: 0 } });
  }
  const { money, picks } = plan;
  const refund = { id: database.payments.newId(), ...money };
  const { id: refundId, amount } = refund;

  const counted = countPicks(countLines(order, payment.refunds), picks);
  // A pending refund is counted when it has succeeded.
  const lines = amount === 0 ? countRefunded(counted, refund, 1) : counted;
  const canceled = sumOfPicks(picks, 'withdrawn');
  const returned = sumOfPicks(picks, 'returned');
  const restocked = sumOfPicks(picks, 'restocked');
  const closing = closeByRefund(order, lines, reason);
  const { currency, paymentId } = order;
  const data = { refundId, amount, currency, canceled, returned, restocked, paymentId };
  const withdrawal = {
    quantity: canceled,
    refundId,
    by: 'staff',
    reason,
    amount,
    currency,
  } as const;
  // Always write the order, so that refunded goods cannot be shipped concurrently.
  const written = await writeOrder(
    deps,
    order,
    { lines, ...withUnrequestedReturn(deps, order, picks, reason, context), ...closing.change },
    [
      { type: 'order.refund-requested', data },
      ...(canceled > 0 ? [{ type: 'order.units-canceled', data: withdrawal } as const] : []),
      ...closing.drafts,
    ],
    context,
  );
  await restockPicks(deps, order, picks, context, 'refunded');
  const after = await beginRefund(deps, payment, { ...refund, reason }, context);
  return { order: written, payment: after, refund };
}
