import { type RefundOrderInput, ShopError } from '@trastienda/shop-contract';
import type { OrderState, RefundState } from '@trastienda/shop-db';
import {
  type CountedLine,
  countLines,
  keptQuantity,
  pickLines,
  quantityInReturns,
  type SettledUnits,
  settledOf,
  unsentQuantity,
  unsettledSentQuantity,
} from './line-quantities.ts';

type WantedLine = Extract<RefundOrderInput['what'], { kind: 'lines' }>['lines'][number];

/** Units of a line that a refund covers, and their next state. */
export interface UnitPick {
  readonly line: CountedLine;
  readonly settled: SettledUnits;
  /** Units whose money it settles. */
  readonly quantity: number;
  /** Canceled units among them, including those canceled earlier. */
  readonly canceled: number;
  /** Units that the refund cancels. */
  readonly withdrawn: number;
  /** Shipped units that are returned with the refund. */
  readonly returned: number;
  /** Units among them without a return request. */
  readonly unrequested: number;
  /** Units that it settles as returned, by this or an earlier return. */
  readonly settledReturned: number;
  /** Shipped units whose remaining price it pays: they were settled below their price before. */
  readonly reopened: number;
  readonly restocked: number;
  /** Shipped units among `restocked`. */
  readonly restockedReturned: number;
  /** Canceled units of the refund that are in stock after it. */
  readonly canceledOnShelf: number;
  /** Returned units of the refund that are in stock after it. */
  readonly returnedOnShelf: number;
}

/** Units of a line that a refund may cover, by their state. */
interface Pools {
  /** Canceled by a refund that failed. */
  readonly unpaid: number;
  /** Returned, with a failed refund. */
  readonly unpaidReturned: number;
  /** In accepted returns and not yet returned. */
  readonly accepted: number;
  readonly unsent: number;
  /** Shipped and not in a return. */
  readonly sent: number;
  /** Canceled or returned earlier, and not restocked. */
  readonly offShelf: number;
}

type Pool = keyof Pools;

/**
 * Order in which pools are used. Units of failed refunds come first: a repeated call must not take
 * units that the buyer still has.
 */
const ORDER: Readonly<Record<'any' | 'unsent' | 'sent', readonly Pool[]>> = {
  any: ['unpaid', 'unpaidReturned', 'accepted', 'unsent', 'sent', 'offShelf'],
  unsent: ['unpaid', 'unsent', 'offShelf'],
  sent: ['unpaidReturned', 'accepted', 'sent', 'offShelf'],
};

interface Choice {
  readonly restock: boolean;
  /** An amount other than the price; units may be settled already. */
  readonly amount?: number | undefined;
}

type Refunded = Pick<OrderState, 'status' | 'isClosedByRefund' | 'lines' | 'returns'>;

function poolsOf(
  line: CountedLine,
  settled: SettledUnits,
  order: Refunded,
  { restock, amount }: Choice,
): Pools {
  const { sku, returnedQuantity, stockQuantity, restockedQuantity } = line;
  const accepted = Math.max(0, quantityInReturns(sku, order, 'accepted') - returnedQuantity);
  const requested = quantityInReturns(sku, order, 'requested');
  // What a full cancellation owes is refunded automatically.
  const isOwed = order.status === 'cancelled' && order.isClosedByRefund !== true;
  const unpaidReturned = settled.unpaidReturned.quantity;
  const kept = keptQuantity(line, order);
  const short = restock || amount !== 0 ? settled.short.quantity : 0;
  const unsettled =
    unsettledSentQuantity(line, settled) + short - unpaidReturned - accepted - requested;
  const isAgain = restock && amount !== undefined;
  const offShelf = settled.offShelf.canceled + settled.offShelf.returned;
  return {
    unpaid: isOwed ? 0 : settled.unpaid.quantity,
    unpaidReturned,
    accepted,
    unsent: unsentQuantity(line),
    sent: Math.max(0, isAgain ? kept : Math.min(kept, unsettled)),
    offShelf: isAgain ? Math.max(0, Math.min(offShelf, stockQuantity - restockedQuantity)) : 0,
  };
}

const NONE: Pools = {
  ...{ unpaid: 0, unpaidReturned: 0, accepted: 0 },
  ...{ unsent: 0, sent: 0, offShelf: 0 },
};

/**
 * Returns how many units of failed refunds are not in stock, out of `taken`. A repeated refund that
 * restocks means the units that were restocked; one that does not means the others.
 */
function offShelfOf(
  taken: number,
  { quantity, onShelf }: SettledUnits['unpaid'],
  restock: boolean,
): number {
  return restock ? Math.max(0, taken - onShelf) : Math.min(taken, quantity - onShelf);
}

/** Computes which units a refund restocks, and which are in stock after it. */
function toShelf(
  line: CountedLine,
  settled: SettledUnits,
  taken: Pools,
  { restock, returned }: { readonly restock: boolean; readonly returned: number },
) {
  const unpaidOff = offShelfOf(taken.unpaid, settled.unpaid, restock);
  const returnedOff = offShelfOf(taken.unpaidReturned, settled.unpaidReturned, restock);
  const lateCanceled = Math.min(taken.offShelf, settled.offShelf.canceled);
  const wanted = unpaidOff + taken.unsent + lateCanceled;
  const wantedReturned = returnedOff + returned + taken.offShelf - lateCanceled;
  const gone = line.canceledQuantity + taken.unsent + line.returnedQuantity + returned;
  const room = Math.max(0, Math.min(line.stockQuantity, gone) - line.restockedQuantity);
  const restockedCanceled = restock ? Math.min(wanted, room) : 0;
  const restockedReturned = restock ? Math.min(wantedReturned, room - restockedCanceled) : 0;
  return {
    restocked: restockedCanceled + restockedReturned,
    restockedReturned,
    canceledOnShelf: restockedCanceled + taken.unpaid - unpaidOff,
    returnedOnShelf: restockedReturned + taken.unpaidReturned - returnedOff,
  };
}

/** Computes the next state of the units taken from each pool. */
function toPick(
  line: CountedLine,
  settled: SettledUnits,
  taken: Pools,
  { restock }: Pick<Choice, 'restock'>,
): UnitPick {
  const canceled = taken.unpaid + taken.unsent;
  const unrequested = restock ? taken.sent : 0;
  const returned = taken.accepted + unrequested;
  const sent = taken.unpaidReturned + taken.accepted + taken.sent;
  const ofSent = Math.min(sent, unsettledSentQuantity(line, settled));
  const unrecorded = Math.max(0, line.returnedQuantity - settled.returned);
  return {
    line,
    settled,
    quantity: canceled + ofSent,
    canceled,
    withdrawn: taken.unsent,
    returned,
    unrequested,
    settledReturned: returned + Math.min(taken.unpaidReturned, unrecorded),
    reopened: Math.min(sent - ofSent, settled.short.quantity),
    ...toShelf(line, settled, taken, { restock, returned }),
  };
}

/** Takes `quantity` units from the pools, in order. */
function takeFrom(pools: Pools, order: readonly Pool[], quantity: number): Pools {
  let left = quantity;
  const taken = { ...NONE };
  for (const pool of order) {
    taken[pool] = Math.min(left, pools[pool]);
    left -= taken[pool];
  }
  return taken;
}

/**
 * Picks the units that staff name.
 * @throws {ShopError} ORDER_QUANTITY_EXCEEDED with `details` `{ sku, left }`; ORDER_STATE_INVALID
 * with `returnStatus: 'requested'` for units whose return request is open.
 */
export function pickUnits(
  order: Refunded,
  refunds: readonly RefundState[],
  wanted: readonly WantedLine[],
  choice: Choice,
): UnitPick[] {
  const found = (line: CountedLine, { from }: WantedLine) => {
    const settled = settledOf(line, order, refunds);
    const pools = poolsOf(line, settled, order, choice);
    const left = ORDER[from ?? 'any'].reduce((sum, pool) => sum + pools[pool], 0);
    return { settled, pools, left };
  };
  const leftOf = (line: CountedLine, each: WantedLine) => {
    const { left } = found(line, each);
    const { sku, quantity, from } = each;
    const requested = from === 'unsent' ? 0 : quantityInReturns(sku, order, 'requested');
    if (quantity > left && quantity <= left + requested) {
      throw new ShopError('ORDER_STATE_INVALID', {
        message: 'A return request for these units is open.',
        details: { status: order.status, sku, returnStatus: 'requested' },
      });
    }
    return left;
  };
  return pickLines(countLines(order, refunds), wanted, leftOf).map(({ line, wanted: each }) => {
    const { settled, pools } = found(line, each);
    const taken = takeFrom(pools, ORDER[each.from ?? 'any'], each.quantity);
    return toPick(line, settled, taken, choice);
  });
}

/** Returns true when a pick has any unit. */
const isPicked = ({ quantity, returned, reopened }: UnitPick) => quantity + returned + reopened > 0;

/** Picks every unshipped unit that is not refunded; `withdrawn` counts the units newly canceled. */
export function pickUnsent(
  order: Refunded,
  refunds: readonly RefundState[],
  restock: boolean,
): UnitPick[] {
  return countLines(order, refunds)
    .map((line) => {
      const settled = settledOf(line, order, refunds);
      const unpaid = settled.unpaid.quantity;
      return toPick(line, settled, { ...NONE, unpaid, unsent: unsentQuantity(line) }, { restock });
    })
    .filter(isPicked);
}

/**
 * Picks every unit whose money is not settled. Restocks only unshipped units and units of accepted
 * returns: the buyer has the others.
 */
export function pickEverything(
  order: Refunded,
  refunds: readonly RefundState[],
  restock: boolean,
): UnitPick[] {
  return countLines(order, refunds)
    .map((line) => {
      const settled = settledOf(line, order, refunds);
      const { accepted, unpaidReturned } = poolsOf(line, settled, order, { restock });
      const unpaid = settled.unpaid.quantity;
      const unsent = unsentQuantity(line);
      const returned = restock ? accepted : 0;
      const taken = { ...NONE, unpaid, unpaidReturned, unsent, accepted: returned };
      const pick = toPick(line, settled, taken, { restock });
      const quantity = unpaid + unsent + unsettledSentQuantity(line, settled);
      return { ...pick, quantity, reopened: settled.short.quantity };
    })
    .filter(isPicked);
}
