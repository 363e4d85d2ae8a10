import type { ChangeContext } from '@trastienda/mongo';
import {
  type RequestReturnInput,
  type ResolveReturnInput,
  ShopError,
} from '@trastienda/shop-contract';
import type { Database, OrderState } from '@trastienda/shop-db';
import { countLines, keptQuantity, pickLines } from './line-quantities.ts';
import { unitsIn } from './order-events.ts';
import type { OrderWithPayment } from './read-order.ts';
import { orderStateInvalid } from './transitions.ts';
import { writeOrder } from './write-order.ts';

interface Deps {
  readonly database: Database;
}

/** Maximum returns, so that the order document stays small. */
const MAX_RETURNS = 100;

type OrderReturn = OrderState['returns'][number];

/**
 * Requires room for another return.
 * @throws {ShopError} ORDER_QUANTITY_EXCEEDED when there is none.
 */
function requireRoom({ returns }: OrderState): void {
  if (returns.length >= MAX_RETURNS)
    throw new ShopError('ORDER_QUANTITY_EXCEEDED', { details: { sku: null, left: 0 } });
}

/**
 * Creates an accepted return for units that came back without a request, such as an undeliverable
 * parcel.
 * @throws {ShopError} ORDER_QUANTITY_EXCEEDED when the order has too many returns.
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
 * Requests a return of shipped units, within the transaction that has read the order.
 * @throws {ShopError} ORDER_STATE_INVALID when nothing was shipped; ORDER_QUANTITY_EXCEEDED when a
 * quantity exceeds the units that the buyer has.
 */
export function requestReturn(
  deps: Deps,
  { order, payment }: OrderWithPayment,
  { lines, reason }: Pick<RequestReturnInput, 'lines' | 'reason'>,
  context: ChangeContext,
): Promise<OrderState> {
  if (order.fulfilments.length === 0) throw orderStateInvalid(order.status);
  requireRoom(order);
  pickLines(countLines(order, payment.refunds), lines, (line) => keptQuantity(line, order));
  const { at: requestedAt } = context;
  const id = deps.database.orders.newId(requestedAt);
  const request = { id, lines, reason, status: 'requested', answer: null, requestedAt } as const;
  return writeOrder(
    deps,
    order,
    { returns: [...order.returns, request] },
    [{ type: 'order.return-requested', data: { returnId: id, quantity: unitsIn(lines) } }],
    context,
  );
}

/**
 * Accepts or rejects a return request, within the transaction that has read the order. The refund
 * is a separate call.
 * @throws {ShopError} RETURN_NOT_FOUND; ORDER_STATE_INVALID when it is already resolved.
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
  const data = { returnId, decision, quantity: unitsIn(request.lines) };
  const resolved = { ...request, status: decision, answer };
  return writeOrder(
    deps,
    order,
    { returns: order.returns.map((other) => (other === request ? resolved : other)) },
    [{ type: 'order.return-resolved', data }],
    context,
  );
}
