import type { OrderState, RefundLine, RefundState } from '@trastienda/shop-db';
import type { CountedLine } from '../line-quantities.ts';
import { orderOf } from './priced-order.ts';

export const SKU = 'SKU-0';
const at = (day: number) => new Date(Date.UTC(2100, 0, day));

/** Builds an order of ten units at 10 EUR each, with the given counters. */
export function orderOfTen(
  counts: Partial<CountedLine> = {},
  more: Partial<OrderState> = {},
): OrderState {
  const order = orderOf([{ quantity: 10, total: 10_000, tax: 0 }], { total: 0, tax: 0 });
  return { ...order, lines: order.lines.map((line) => ({ ...line, ...counts })), ...more };
}

/** Returns the line of that order. */
export function lineOfTen(counts: Partial<CountedLine> = {}): CountedLine {
  const [line] = orderOfTen().lines;
  if (line === undefined) throw new Error('The order has no line.');
  return { ...line, canceledQuantity: 0, returnedQuantity: 0, ...counts };
}

/** Builds a refund of the line, by default of the units' price. */
export function refundOf(
  line: Partial<RefundLine>,
  { status = 'succeeded', day = 1 }: { status?: RefundState['status']; day?: number } = {},
): RefundState {
  const { quantity = 1, amount = 1000 * quantity } = line;
  return {
    ...{ id: 'r', amount, status, reference: 're', reason: null, createdAt: at(day) },
    lines: [{ sku: SKU, quantity, amount, tax: 0, ...line }],
    split: { sales: amount, shipping: 0, tax: 0 },
  };
}

export const failed = (line: Partial<RefundLine>) => refundOf(line, { status: 'failed' });

/** Canceled units, and how many of them were restocked. */
export const canceled = (quantity: number, canceledOnShelf = 0) => ({
  ...{ quantity, canceled: quantity, returned: 0 },
  ...{ restocked: canceledOnShelf, restockedReturned: 0, canceledOnShelf, returnedOnShelf: 0 },
});

/** Returned units, and how many of them were restocked. */
export const returned = (quantity: number, returnedOnShelf = 0) => ({
  ...{ quantity, canceled: 0, returned: quantity, restocked: returnedOnShelf },
  ...{ restockedReturned: returnedOnShelf, canceledOnShelf: 0, returnedOnShelf },
});

/** Units that the buyer keeps, and the amount refunded for them. */
export const kept = (quantity: number, amount = 1000 * quantity) => ({
  ...{ quantity, amount, value: 1000 * quantity, canceled: 0, returned: 0 },
  ...{ restocked: 0, restockedReturned: 0, canceledOnShelf: 0, returnedOnShelf: 0 },
});

type Return = OrderState['returns'][number];

/** Builds a return of units, requested on a day. */
export const returnOf = (
  quantity: number,
  status: Return['status'],
  day = 1,
  sku = SKU,
): Return => ({
  ...{ id: 'r', reason: '', answer: null, status, requestedAt: at(day) },
  lines: [{ sku, quantity }],
});
