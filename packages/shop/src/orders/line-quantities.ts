import { type ReturnStatus, ShopError } from '@trastienda/shop-contract';
import type {
  OrderLineDocument,
  OrderState,
  RefundLine,
  RefundState,
  StockQuantity,
} from '@trastienda/shop-db';

/** A line with its canceled and returned units, including orders that predate these counters. */
export type CountedLine = Omit<OrderLineDocument, 'canceledQuantity' | 'returnedQuantity'> & {
  /** Units canceled before they were shipped. */
  readonly canceledQuantity: number;
  /** Units shipped and returned. */
  readonly returnedQuantity: number;
};

/** Totals of a line over its successful and pending refunds. */
export interface SettledUnits {
  /** Units whose money was settled, at any amount. */
  readonly quantity: number;
  /** Canceled units among them; the others were shipped. */
  readonly canceled: number;
  /** Units settled as returned, by this or an earlier refund. */
  readonly returned: number;
  readonly amount: number;
  readonly tax: number;
  /** Price of the units. */
  readonly value: number;
  /** Canceled units whose money is not settled because their refund failed. */
  readonly unpaid: GoneUnits;
  /** Returned units whose money is not settled because their refund failed. */
  readonly unpaidReturned: GoneUnits;
  /** Units that are neither restocked nor unpaid. */
  readonly offShelf: { readonly canceled: number; readonly returned: number };
  /**
   * Units that the buyer keeps and that were settled below their price; `value` is the difference.
   */
  readonly short: { readonly quantity: number; readonly value: number };
}

/** Canceled or returned units, and how many of them are restocked. */
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

/** Finds the returns of a line with one of these statuses, and sums their units. */
function returnsOf(sku: string, { returns }: Returns, statuses: readonly ReturnStatus[]) {
  const found = returns
    .filter(({ status }) => statuses.includes(status))
    .flatMap(({ lines, requestedAt }) =>
      lines.filter((line) => line.sku === sku).map(({ quantity }) => ({ quantity, requestedAt })),
    );
  return { found, quantity: total(found.map(({ quantity }) => quantity)) };
}

/** Sums the units of a line in returns with one of these statuses. */
export function quantityInReturns(sku: string, order: Returns, ...statuses: ReturnStatus[]) {
  return returnsOf(sku, order, statuses).quantity;
}

/**
 * Counts units of refunds from before units were counted, and how many of them were for accepted
 * returns: as many as were requested before the refund.
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
 * Computes the canceled and returned units of a line. In an order that predates these counters,
 * refunds are attributed to accepted returns that were requested before them, then to unshipped
 * units; restocked units count as canceled even when their refund has failed.
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

/**
 * Computes the canceled and returned units of all lines. `refunds` are those of the order's
 * payment.
 */
export function countLines(
  order: Pick<OrderState, 'lines' | 'status' | 'returns'>,
  refunds: readonly RefundState[],
): CountedLine[] {
  return order.lines.map((line) => countLine(line, order, refunds));
}

/** Returns the number of units that are still to be shipped. */
export function unsentQuantity(line: CountedLine): number {
  return line.quantity - line.fulfilledQuantity - line.canceledQuantity;
}

/**
 * Restocked units of a refund's line. `canceled` and `returned` count the units of each kind that
 * are in stock after the refund; the late ones are those whose money another refund had settled.
 */
function shelvedBy({ quantity, canceled = quantity, returned = 0, ...line }: RefundLine) {
  // Refunds from before this field restocked the units that they canceled or took back.
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

/**
 * Returns the units of a refund's line that the buyer keeps and that were settled below their
 * price.
 */
function shortOf({ quantity, canceled = 0, returned = 0, reopened = 0, ...line }: RefundLine) {
  const { amount, value = amount } = line;
  const kept = Math.max(0, quantity + reopened - canceled - returned);
  if (kept === 0 || value <= amount) return { quantity: 0, value: 0 };
  const whole = BigInt(value - amount) * BigInt(kept);
  return { quantity: kept, value: Number(whole / BigInt(quantity + reopened)) };
}

/** Splits canceled or returned units into unpaid and off-shelf ones. */
function goneUnits(gone: number, paid: number, unpaid: number, shelf: number, byPaid: number) {
  const paidOnShelf = Math.min(paid, byPaid);
  const onShelf = Math.max(0, Math.min(unpaid, shelf - paidOnShelf));
  return {
    unpaid: { quantity: unpaid, onShelf },
    offShelf: Math.max(0, gone - shelf - (unpaid - onShelf)),
  };
}

/** Sums what refunds have settled of a line. */
export function settledOf(
  line: CountedLine,
  order: Returns,
  refunds: readonly RefundState[],
): SettledUnits {
  const { sku, fulfilledQuantity, canceledQuantity, returnedQuantity, restockedQuantity } = line;
  const begun = linesOf(sku, refunds, false);
  const sumOf = (of: (line: RefundLine) => number) => total(begun.map(of));
  const older = uncounted(sku, order, refunds);
  /** Adds units of older refunds to the counted ones, up to a maximum. */
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
  // The refund of a remaining price may have failed as well.
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
    // A remaining price that was paid for a unit whose first refund has failed since counts for
    // that unit.
    value: sumOf(({ amount, value = amount }) => value) - reopenedValue + Math.max(0, -restOfShort),
    unpaid: withdrawn.unpaid,
    unpaidReturned: back.unpaid,
    offShelf: { canceled: withdrawn.offShelf, returned: back.offShelf },
    short: { quantity: shortQuantity, value: shortQuantity > 0 ? restOfShort : 0 },
  };
}

/** Returns the number of shipped units whose money was not settled by a refund of shipped units. */
export function unsettledSentQuantity(
  { fulfilledQuantity }: CountedLine,
  { quantity, canceled }: Pick<SettledUnits, 'quantity' | 'canceled'>,
): number {
  return Math.max(0, fulfilledQuantity - (quantity - canceled));
}

/**
 * Returns the number of shipped units that the buyer keeps and has not asked to return, regardless
 * of refunds.
 */
export function keptQuantity(line: CountedLine, order: Returns): number {
  const { sku, fulfilledQuantity, returnedQuantity } = line;
  const accepted = quantityInReturns(sku, order, 'accepted');
  const requested = quantityInReturns(sku, order, 'requested');
  return Math.max(0, fulfilledQuantity - Math.max(accepted, returnedQuantity) - requested);
}

/**
 * Picks the requested lines with the requested quantities.
 * @throws {ShopError} ORDER_QUANTITY_EXCEEDED with `details` `{ sku, left }` when a quantity
 * exceeds `leftOf` its line, or the order does not have the SKU.
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

/** Adds a refund's units to the refunded quantities of the lines, or subtracts them. */
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
