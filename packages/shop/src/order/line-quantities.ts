import { type ReturnStatus, ShopError } from '@trastienda/contract';
import type { OrderLineDocument, OrderState, RefundState, StockQuantity } from '@trastienda/db';

/** What refunds of a line's units come to that were made or are on their way. */
export interface LineRefunded {
  readonly quantity: number;
  readonly amount: number;
  readonly tax: number;
}

/** Of the payment's refunds, those that have not failed. */
export function refundedOf(sku: string, refunds: readonly RefundState[]): LineRefunded {
  return refunds
    .filter(({ status }) => status !== 'failed')
    .flatMap(({ lines }) => lines.filter((line) => line.sku === sku))
    .reduce(
      (sum, line) => ({
        quantity: sum.quantity + line.quantity,
        amount: sum.amount + line.amount,
        tax: sum.tax + line.tax,
      }),
      { quantity: 0, amount: 0, tax: 0 },
    );
}

/** How many of a line can still be refunded. */
export function refundableQuantity(line: OrderLineDocument, refunds: readonly RefundState[]) {
  return line.quantity - refundedOf(line.sku, refunds).quantity;
}

/** The returns of a line that stand thus, and how many of it they are. */
function returnsOf(
  sku: string,
  { returns }: Pick<OrderState, 'returns'>,
  statuses: readonly ReturnStatus[],
) {
  const found = returns
    .filter(({ status }) => statuses.includes(status))
    .flatMap(({ lines, requestedAt }) =>
      lines.filter((line) => line.sku === sku).map(({ quantity }) => ({ quantity, requestedAt })),
    );
  return { found, quantity: found.reduce((sum, { quantity }) => sum + quantity, 0) };
}

/**
 * How many of a line are still to be sent. A refund is for accepted returns that were asked for
 * before it, and else for what was not sent yet. What is back on the shelf may be somebody else's by
 * now, so it is not sent even when its refund has failed.
 */
export function unsentQuantity(
  { sku, quantity, fulfilledQuantity, restockedQuantity }: OrderLineDocument,
  order: Pick<OrderState, 'returns'>,
  refunds: readonly RefundState[],
): number {
  const accepted = returnsOf(sku, order, ['accepted']);
  const since = accepted.found.map(({ requestedAt }) => requestedAt.getTime());
  const later = refunds.filter(({ createdAt }) => createdAt.getTime() >= Math.min(...since));
  const ofReturns = Math.min(accepted.quantity, refundedOf(sku, later).quantity);
  const back = Math.max(refundedOf(sku, refunds).quantity, restockedQuantity) - ofReturns;
  return Math.max(0, quantity - fulfilledQuantity - back);
}

/**
 * Whether nothing is left to send. A refund that is under way may yet fail and does not count, nor
 * does as much as is to be refunded for accepted returns.
 */
export function isAllSent(order: Pick<OrderState, 'lines' | 'returns'>): boolean {
  return order.lines.every(({ sku, quantity, fulfilledQuantity, refundedQuantity }) => {
    const accepted = returnsOf(sku, order, ['accepted']).quantity;
    return fulfilledQuantity + Math.max(0, refundedQuantity - accepted) >= quantity;
  });
}

/**
 * How many of a line can be asked to be taken back: sent, and neither asked for nor refunded. A
 * refund is as a rule for a unit whose return was asked for, so the two are not added up.
 */
export function returnableQuantity(
  line: OrderLineDocument,
  order: Pick<OrderState, 'returns'>,
  refunds: readonly RefundState[],
): number {
  const { quantity: requested } = returnsOf(line.sku, order, ['requested', 'accepted']);
  const unsent = line.quantity - line.fulfilledQuantity;
  const refunded = Math.max(0, refundedOf(line.sku, refunds).quantity - unsent);
  return line.fulfilledQuantity - Math.max(requested, refunded);
}

/**
 * The order's lines that are asked for, with as many as were asked. `ORDER_QUANTITY` with `details`
 * `{ sku, left }` for more than `leftOf` the line, or for a SKU that the order does not have.
 */
export function pickLines(
  { lines }: Pick<OrderState, 'lines'>,
  wanted: readonly StockQuantity[],
  leftOf: (line: OrderLineDocument) => number,
): { readonly line: OrderLineDocument; readonly quantity: number }[] {
  return wanted.map(({ sku, quantity }) => {
    const line = lines.find((candidate) => candidate.sku === sku);
    const left = line === undefined ? 0 : leftOf(line);
    if (line === undefined || quantity > left) {
      throw new ShopError('ORDER_QUANTITY', { details: { sku, left } });
    }
    return { line, quantity };
  });
}
