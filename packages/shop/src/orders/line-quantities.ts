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
  /** Units that were settled as returned, now or by an earlier refund. */
  readonly returned: number;
  readonly amount: number;
  readonly tax: number;
  /** What the units cost. */
  readonly value: number;
  /** Withdrawn units whose money is not settled: their refund failed. */
  readonly unpaid: GoneUnits;
  /** Units that came back, and whose money is not settled: their refund failed. */
  readonly unpaidReturned: GoneUnits;
  /** Units that are neither on the shelf nor unpaid. */
  readonly offShelf: { readonly canceled: number; readonly returned: number };
  /** Units that the buyer has and that were settled for less than they cost; `value` is the rest. */
  readonly short: { readonly quantity: number; readonly value: number };
}

/** Units that were withdrawn or came back, and how many of them are on the shelf. */
interface GoneUnits {
  readonly quantity: number;
  readonly onShelf: number;
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

/**
 * What a refund's line put on the shelf: `canceled` and `returned` are units by kind that were there
 * after it, the late ones those whose money another refund had settled.
 */
function shelvedBy({ quantity, canceled = quantity, returned = 0, ...line }: RefundLine) {
  // Refunds from before this was kept put back what they withdrew or took back.
  const { restocked = 0, restockedReturned = Math.min(restocked, returned) } = line;
  const others = line.restocked === undefined ? quantity : restocked - restockedReturned;
  const { canceledOnShelf = others, returnedOnShelf = restockedReturned } = line;
  return {
    restockedReturned,
    canceled: canceledOnShelf,
    returned: returnedOnShelf,
    lateCanceled: Math.max(0, canceledOnShelf - canceled),
    lateReturned: Math.max(0, returnedOnShelf - returned),
  };
}

/** Of a refund's line, the units that stayed with the buyer for less than they cost. */
function shortOf({ quantity, canceled = 0, returned = 0, reopened = 0, ...line }: RefundLine) {
  const { amount, value = amount } = line;
  const kept = Math.max(0, quantity + reopened - canceled - returned);
  if (kept === 0 || value <= amount) return { quantity: 0, value: 0 };
  const whole = BigInt(value - amount) * BigInt(kept);
  return { quantity: kept, value: Number(whole / BigInt(quantity + reopened)) };
}

/** How many of the gone units are where, of one kind. */
function goneUnits(gone: number, paid: number, unpaid: number, shelf: number, byPaid: number) {
  const paidOnShelf = Math.min(paid, byPaid);
  const onShelf = Math.max(0, Math.min(unpaid, shelf - paidOnShelf));
  return {
    unpaid: { quantity: unpaid, onShelf },
    offShelf: Math.max(0, gone - shelf - (unpaid - onShelf)),
  };
}

/** What refunds have settled of a line. */
export function settledOf(
  line: CountedLine,
  order: Returns,
  refunds: readonly RefundState[],
): SettledUnits {
  const { sku, fulfilledQuantity, canceledQuantity, returnedQuantity, restockedQuantity } = line;
  const begun = linesOf(sku, refunds, false);
  const sumOf = (of: (line: RefundLine) => number) => total(begun.map(of));
  const older = uncounted(sku, order, refunds);
  /** As many as refunds say, and those of older refunds. */
  const withOlder = (counted: number, others: number, most: number) =>
    counted + Math.max(0, Math.min(others, most - counted));
  const ofCanceled = sumOf((each) => each.canceled ?? 0);
  const ofReturned = sumOf((each) => each.returned ?? 0);
  const quantity = sumOf((each) => each.quantity);
  const canceled = withOlder(ofCanceled, older.quantity - older.returned, canceledQuantity);
  const returned = withOlder(ofReturned, older.returned, returnedQuantity);
  const sent = quantity - canceled;

  const paidReturned = Math.min(returned, sent);
  const unpaid = Math.max(0, canceledQuantity - canceled);
  const shorts = begun.map(shortOf);
  const reopenedValue = sumOf((each) => each.reopenedValue ?? 0);
  const restOfShort = total(shorts.map(({ value }) => value)) - reopenedValue;
  const reopened = sumOf((each) => each.reopened ?? 0);
  const shorted = total(shorts.map((each) => each.quantity)) - reopened;
  const shortOnes = restOfShort > 0 ? Math.max(1, shorted) : 0;
  const shortQuantity = Math.max(0, Math.min(shortOnes, sent - paidReturned));
  // The rest of a price may have failed as well.
  const unsettled = Math.max(0, fulfilledQuantity - sent) + shortQuantity;
  const unpaidReturned = Math.max(0, Math.min(returnedQuantity - paidReturned, unsettled));
  const failed = linesOf(sku, refunds, true).map(shelvedBy);
  const byPaid = begun.map(shelvedBy);
  const shelfOfReturned = Math.max(
    restockedQuantity - canceledQuantity,
    Math.min(
      total([...byPaid, ...failed].map((each) => each.restockedReturned)),
      returnedQuantity,
      restockedQuantity,
    ),
  );
  const shelfOfCanceled = restockedQuantity - shelfOfReturned;
  const withdrawn = goneUnits(
    ...([canceledQuantity, canceled, unpaid, shelfOfCanceled] as const),
    total([...byPaid.map((each) => each.canceled), ...failed.map((each) => each.lateCanceled)]),
  );
  const back = goneUnits(
    ...([returnedQuantity, paidReturned, unpaidReturned, shelfOfReturned] as const),
    total([...byPaid.map((each) => each.returned), ...failed.map((each) => each.lateReturned)]),
  );
  return {
    ...{ quantity, canceled, returned },
    amount: sumOf(({ amount }) => amount),
    tax: sumOf(({ tax }) => tax),
    // The rest of a price, paid for a unit whose first refund has failed since, is paid for that unit.
    value: sumOf(({ amount, value = amount }) => value) - reopenedValue + Math.max(0, -restOfShort),
    unpaid: withdrawn.unpaid,
    unpaidReturned: back.unpaid,
    offShelf: { canceled: withdrawn.offShelf, returned: back.offShelf },
    short: { quantity: shortQuantity, value: shortQuantity > 0 ? restOfShort : 0 },
  };
}

/** Sent units whose money was not settled by a refund of them. */
export function unsettledSentQuantity(
  { fulfilledQuantity }: CountedLine,
  { quantity, canceled }: Pick<SettledUnits, 'quantity' | 'canceled'>,
): number {
  return Math.max(0, fulfilledQuantity - (quantity - canceled));
}

/** Sent units that the buyer has and has not asked to be taken back, whatever was paid back for them. */
export function keptQuantity(line: CountedLine, order: Returns): number {
  const { sku, fulfilledQuantity, returnedQuantity } = line;
  const accepted = quantityInReturns(sku, order, 'accepted');
  const requested = quantityInReturns(sku, order, 'requested');
  return Math.max(0, fulfilledQuantity - Math.max(accepted, returnedQuantity) - requested);
}

/**
 * The lines that are asked for, with as many as were asked. `ORDER_QUANTITY_EXCEEDED` with `details`
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
      throw new ShopError('ORDER_QUANTITY_EXCEEDED', { details: { sku: each.sku, left } });
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
