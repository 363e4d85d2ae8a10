import { type RequestReturnInput, type ResolveReturnInput, ShopError } from '@trastienda/contract';
import type { Database, OrderState } from '@trastienda/db';
import type { ChangeContext } from '../base/change-context.ts';
import { countLines, keptQuantity, pickLines } from './line-quantities.ts';
import type { OrderWithPayment } from './read-order.ts';
import { orderStateRefused } from './transitions.ts';
import { writeOrder } from './write-order.ts';

interface Deps {
  readonly database: Database;
}

/** How often a return may be asked for, so that an order's document stays small. */
const MAX_RETURNS = 100;

type OrderReturn = OrderState['returns'][number];

/** `ORDER_QUANTITY_EXCEEDED` when there is no room for another return. */
function requireRoom({ returns }: OrderState): void {
  if (returns.length >= MAX_RETURNS)
    throw new ShopError('ORDER_QUANTITY_EXCEEDED', { details: { left: 0 } });
}

/**
 * A return of what came back although nobody had asked for it, as an undeliverable parcel.
 * `ORDER_QUANTITY_EXCEEDED` for too many of them.
 */
export function acceptedReturn(
  { database }: Deps,
  order: OrderState,
  { lines, reason }: Pick<OrderReturn, 'lines'> & { readonly reason: string | null },
  { at: requestedAt }: ChangeContext,
): OrderReturn {
  requireRoom(order);
  const id = database.orders.newId(requestedAt);
  const asked = { reason: reason ?? 'It came back.', answer: null, requestedAt };
  return { id, lines, status: 'accepted', ...asked };
}

/**
 * Asks to take lines back that were sent, within the transaction that has read the order.
 * `ORDER_STATE_INVALID` when nothing was sent, `ORDER_QUANTITY_EXCEEDED` for more than the buyer has.
 */
export function requestReturn(
  deps: Deps,
  { order, payment }: OrderWithPayment,
  { lines, reason }: Pick<RequestReturnInput, 'lines' | 'reason'>,
  context: ChangeContext,
): Promise<OrderState> {
  if (order.fulfilments.length === 0) throw orderStateRefused(order.status);
  requireRoom(order);
  pickLines(countLines(order, payment.refunds), lines, (line) => keptQuantity(line, order));
  const { at: requestedAt } = context;
  const id = deps.database.orders.newId(requestedAt);
  const request = { id, lines, reason, status: 'requested', answer: null, requestedAt } as const;
  return writeOrder(
    deps,
    order,
    { returns: [...order.returns, request] },
    [{ type: 'order.return-requested', data: { returnId: id } }],
    context,
  );
}

/**
 * Answers a request for a return, within the transaction that has read the order; the money is a
 * refund of its own. `RETURN_NOT_FOUND`, `ORDER_STATE_INVALID` when it is answered already.
 */
export function resolveReturn(
  deps: Deps,
  { order }: OrderWithPayment,
  {
    returnId,
    decision,
    answer = null,
  }: Pick<ResolveReturnInput, 'returnId' | 'decision'> & {
    readonly answer?: string | null | undefined;
  },
  context: ChangeContext,
): Promise<OrderState> {
  const request = order.returns.find(({ id }) => id === returnId);
  if (request === undefined) throw new ShopError('RETURN_NOT_FOUND');
  if (request.status !== 'requested') {
    const details = { status: order.status, returnStatus: request.status };
    throw new ShopError('ORDER_STATE_INVALID', { details });
  }
  const resolved = { ...request, status: decision, answer };
  return writeOrder(
    deps,
    order,
    { returns: order.returns.map((other) => (other === request ? resolved : other)) },
    [{ type: 'order.return-resolved', data: { returnId, decision } }],
    context,
  );
}
