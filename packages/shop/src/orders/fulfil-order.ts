import type { ChangeContext } from '@trastienda/mongo';
import { type FulfilOrderInput, ShopError } from '@trastienda/shop-contract';
import type { Database, OrderState } from '@trastienda/shop-db';
import { type CountedLine, countLines, pickLines, unsentQuantity } from './line-quantities.ts';
import { unitsIn } from './order-events.ts';
import type { OrderWithPayment } from './read-order.ts';
import { isPaidBack } from './refund-plan.ts';
import { statusOfUnits } from './settle-units.ts';
import { requireTransition } from './transitions.ts';
import { writeOrder } from './write-order.ts';

/** Maximum shipments of an order, so that its document stays small. */
const MAX_FULFILMENTS = 500;

/**
 * Requires that a part of an order's money remains unless the goods were free. Goods of a fully
 * refunded order can be canceled instead, at no cost.
 * @throws {ShopError} ORDER_STATE_INVALID when all money is refunded or being refunded.
 */
function requireMoney({ order, payment }: OrderWithPayment, sent: readonly CountedLine[]): void {
  const isFree = sent.every(({ total }) => total.amount === 0);
  if (isFree || !isPaidBack(order, payment.refunds)) return;
  throw new ShopError('ORDER_STATE_INVALID', {
    message: 'The order is fully refunded; cancel its unshipped units.',
    details: { status: order.status, paymentStatus: 'refunded' },
  });
}

/**
 * Records a shipment of lines, by default of all unshipped units, within the transaction that has
 * read the order.
 * @throws {ShopError} ORDER_STATE_INVALID unless the order is paid and not fully refunded;
 * ORDER_QUANTITY_EXCEEDED when a quantity exceeds the unshipped units.
 */
export async function fulfilOrder(
  deps: { readonly database: Database },
  found: OrderWithPayment,
  {
    lines: wanted,
    tracking = null,
  }: Pick<FulfilOrderInput, 'lines'> & {
    readonly tracking?: FulfilOrderInput['tracking'] | null;
  },
  context: ChangeContext,
): Promise<OrderState> {
  const { order, payment } = found;
  requireTransition(order, 'fulfilled');
  const counted = countLines(order, payment.refunds);
  const unsent = counted
    .map((line) => ({ sku: line.sku, quantity: unsentQuantity(line) }))
    .filter(({ quantity }) => quantity > 0);
  const sent = wanted ?? unsent;
  if (sent.length === 0 || order.fulfilments.length >= MAX_FULFILMENTS) {
    throw new ShopError('ORDER_QUANTITY_EXCEEDED', { details: { sku: null, left: 0 } });
  }
  const picked = pickLines(counted, sent, unsentQuantity);
  requireMoney(
    found,
    picked.map(({ line }) => line),
  );
  const lines = counted.map((line) => {
    const quantity = sent.find(({ sku }) => sku === line.sku)?.quantity ?? 0;
    return { ...line, fulfilledQuantity: line.fulfilledQuantity + quantity };
  });
  const status = statusOfUnits(order.status, lines);
  const id = deps.database.orders.newId(context.at);
  const fulfilment = { id, lines: sent, tracking, at: context.at };
  const data = { fulfilmentId: id, status, quantity: unitsIn(sent) };
  return writeOrder(
    deps,
    order,
    { status, lines, fulfilments: [...order.fulfilments, fulfilment] },
    [{ type: 'order.fulfilled', data }],
    context,
  );
}
