import { type FulfilOrderInput, ShopError } from '@trastienda/contract';
import type { OrderState, StockQuantity } from '@trastienda/db';
import type { BuyingDeps, Cause } from '../buying-deps.ts';
import { isAllSent, pickLines, unsentQuantity } from './line-quantities.ts';
import type { OrderWithPayment } from './read-order.ts';
import { requireTransition } from './transitions.ts';
import { writeOrder } from './write-order.ts';

/** How often something of an order may be sent, so that its document stays small. */
const MAX_FULFILMENTS = 500;

function unsentLines({ order, payment: { refunds } }: OrderWithPayment): StockQuantity[] {
  return order.lines
    .map((line) => ({ sku: line.sku, quantity: unsentQuantity(line, order, refunds) }))
    .filter(({ quantity }) => quantity > 0);
}

/**
 * Sends lines of an order, all that is left unless told, within the transaction that has read it.
 * `ORDER_STATE` unless it is paid for, `ORDER_QUANTITY` for more than is left.
 */
export async function fulfilOrder(
  deps: Pick<BuyingDeps, 'database'>,
  found: OrderWithPayment,
  {
    lines: wanted,
    tracking = null,
  }: Pick<FulfilOrderInput, 'lines'> & {
    readonly tracking?: FulfilOrderInput['tracking'] | null;
  },
  cause: Cause,
): Promise<OrderState> {
  const { order, payment } = found;
  requireTransition(order, 'fulfilled');
  const sent = wanted ?? unsentLines(found);
  if (sent.length === 0 || order.fulfilments.length >= MAX_FULFILMENTS) {
    throw new ShopError('ORDER_QUANTITY', { details: { left: 0 } });
  }
  pickLines(order, sent, (line) => unsentQuantity(line, order, payment.refunds));
  const lines = order.lines.map((line) => {
    const quantity = sent.find(({ sku }) => sku === line.sku)?.quantity ?? 0;
    return { ...line, fulfilledQuantity: line.fulfilledQuantity + quantity };
  });
  const status = isAllSent({ ...order, lines }) ? 'fulfilled' : 'partially-fulfilled';
  const id = deps.database.orders.newId(cause.at);
  const fulfilment = { id, lines: sent, tracking, at: cause.at };
  const data = { fulfilmentId: id, status };
  return writeOrder(
    deps,
    order,
    { status, lines, fulfilments: [...order.fulfilments, fulfilment] },
    { type: 'order.fulfilled', data },
    cause,
  );
}
