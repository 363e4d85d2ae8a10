import { type ReturnStatus, ShopError } from '@trastienda/contract';
import type {
  OrderLineDocument,
  OrderState,
  RefundLine,
  RefundState,
  StockQuantity,
} from '@trastienda/db';

/** A line with its units counted, whenever its order was placed. */
export type CountedLine = Omit<OrderLineDocument, 'canceledQuantity' | 'returnedQuantity'> & {
  /** Withdrawn before they were sent. */
  readonly canceledQuantity: number;
  /** Sent, and back. */
  readonly returnedQuantity: number;
};

/** What refunds of a line come to that were made or are on their way. */
export interface SettledUnits {
  /** Units whose money was settled, at whatever amount. */
  readonly quantity: number;
  /** Of these, the withdrawn ones; the others were sent. */
  readonly canceled: number;
  readonly amount: number;
  readonly tax: number;
  /** What the units cost. */
  readonly value: number;
  /** Units that refunds which have failed since put back on the shelf. */
  readonly restockedInVain: number;
}

type Returns = Pick<OrderState, 'returns'>;

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

function linesOf(
  sku: string,
  refunds: readonly RefundState[],
  isFailed: boolean,
): (RefundLine & Pick<RefundState, 'createdAt'>)[] {
  return refunds
    .filter(({ status }) => (status === 'failed') === isFailed)
    .flatMap(({ lines, createdAt }) =>
      lines.filter((line) => line.sku === sku).map((line) => ({ ...line, createdAt })),
    );
}

/** The returns of a line that stand thus, and how many of it they are. */
function returnsOf(sku: string, { returns }: Returns, statuses: readonly ReturnStatus[]) {
  const found = returns
    .filter(({ status }) => statuses.includes(status))
    .flatMap(({ lines, requestedAt }) =>
      lines.filter((line) => line.sku === sku).map(({ quantity }) => ({ quantity, requestedAt })),
    );
  return { found, quantity: total(found.map(({ quantity }) => quantity)) };
}

/** How many of a line are in returns that stand thus. */
export function quantityInReturns(sku: string, order: Returns, ...statuses: ReturnStatus[]) {
  return returnsOf(sku, order, statuses).quantity;
}

/**
 * Units that refunds from before units were counted are for, and how many of them were for accepted
 * returns: as many as were asked for before the refund.
 */
function uncounted(sku: string, order: Returns, refunds: readonly RefundState[]) {
  const lines = linesOf(sku, refunds, false).filter(({ canceled }) => canceled === undefined);
  const accepted = returnsOf(sku, order, ['accepted']);
  const since = Math.min(...accepted.found.map(({ requestedAt }) => requestedAt.getTime()));
  const later = lines.filter(({ createdAt }) => createdAt.getTime() >= since);
  const quantityOf = (some: typeof lines) => total(some.map(({ quantity }) => quantity));
  return {
    quantity: quantityOf(lines),
    returned: Math.min(accepted.quantity, quantityOf(later)),
  };
}

/**
 * The line with its withdrawn and returned units. In an order from before they were counted, its
 * refunds are for accepted returns that were asked for before them, and else for unsent units; what
 * is back on the shelf was withdrawn even when its refund has failed.
 */
function countLine(
  line: OrderLineDocument,
  order: Pick<OrderState, 'status' | 'returns'>,
  refunds: readonly RefundState[],
): CountedLine {
  const { sku, quantity, fulfilledQuantity, restockedQuantity } = line;
  if (line.canceledQuantity !== undefined) {
    const { canceledQuantity, returnedQuantity = 0 } = line;
    return { ...line, canceledQuantity, returnedQuantity };
  }
  const unsent = quantity - fulfilledQuantity;
  if (order.status === 'cancelled')
    return { ...line, canceledQuantity: unsent, returnedQuantity: 0 };
  const { quantity: refunded, returned } = uncounted(sku, order, refunds);
  const back = Math.max(refunded, restockedQuantity) - returned;
  const canceledQuantity = Math.max(0, Math.min(back, unsent));
  const came = Math.max(returned, restockedQuantity - canceledQuantity);
  return { ...line, canceledQuantity, returnedQuantity: Math.min(came, fulfilledQuantity) };
}

/** The order's lines with their units counted. `refunds` are those of its payment. */
export function countLines(
  order: Pick<OrderState, 'lines' | 'status' | 'returns'>,
  refunds: readonly RefundState[],
): CountedLine[] {
  return order.lines.map((line) => countLine(line, order, refunds));
}

/** Units that are still to be sent. */
export function unsentQuantity(line: CountedLine): number {
  return line.quantity - line.fulfilledQuantity - line.canceledQuantity;
}

/** What refunds have settled of a line. */
export function settledOf(
  { sku, canceledQuantity }: CountedLine,
  order: Returns,
  refunds: readonly RefundState[],
): SettledUnits {
  const begun = linesOf(sku, refunds, false);
  const sumOf = (of: (line: RefundLine) => number) => total(begun.map(of));
  const counted = sumOf(({ canceled = 0 }) => canceled);
  const { quantity, returned } = uncounted(sku, order, refunds);
  const others = Math.max(0, Math.min(quantity - returned, canceledQuantity - counted));
  return {
    quantity: sumOf((line) => line.quantity),
    canceled: counted + others,
    amount: sumOf(({ amount }) => amount),
    tax: sumOf(({ tax }) => tax),
    value: sumOf(({ amount, value = amount }) => value),
    restockedInVain: total(linesOf(sku, refunds, true).map(({ restocked = 0 }) => restocked)),
  };
}

/** Sent units whose money was not settled by a refund of them. */
export function unsettledSentQuantity(
  { fulfilledQuantity }: CountedLine,
  { quantity, canceled }: SettledUnits,
): number {
  return Math.max(0, fulfilledQuantity - (quantity - canceled));
}

/**
 * How many of a line can be asked to be taken back: sent, and neither asked for nor refunded. A
 * refund is as a rule for a unit whose return was asked for, so the two are not added up.
 */
export function returnableQuantity(
  line: CountedLine,
  order: Returns,
  refunds: readonly RefundState[],
): number {
  const requested = quantityInReturns(line.sku, order, 'requested', 'accepted');
  const unsettled = unsettledSentQuantity(line, settledOf(line, order, refunds));
  return Math.min(line.fulfilledQuantity - requested, unsettled);
}

/**
 * The lines that are asked for, with as many as were asked. `ORDER_QUANTITY` with `details`
 * `{ sku, left }` for more than `leftOf` the line, or for a SKU that the order does not have.
 */
export function pickLines<Wanted extends StockQuantity>(
  lines: readonly CountedLine[],
  wanted: readonly Wanted[],
  leftOf: (line: CountedLine, wanted: Wanted) => number,
): { readonly line: CountedLine; readonly wanted: Wanted }[] {
  return wanted.map((each) => {
    const line = lines.find(({ sku }) => sku === each.sku);
    const left = line === undefined ? 0 : leftOf(line, each);
    if (line === undefined || each.quantity > left) {
      throw new ShopError('ORDER_QUANTITY', { details: { sku: each.sku, left } });
    }
    return { line, wanted: each };
  });
}

/** Lines with a refund's units counted as refunded once more, or once less. */
export function countRefunded<Line extends OrderLineDocument>(
  lines: readonly Line[],
  refund: Pick<RefundState, 'lines'>,
  sign: 1 | -1,
): Line[] {
  const quantities = new Map(refund.lines.map(({ sku, quantity }) => [sku, quantity]));
  return lines.map((line) => ({
    ...line,
    refundedQuantity: line.refundedQuantity + sign * (quantities.get(line.sku) ?? 0),
  }));
}
