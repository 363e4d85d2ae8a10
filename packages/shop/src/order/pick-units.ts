import { type RefundOrderInput, ShopError } from '@trastienda/contract';
import type { OrderState, RefundState } from '@trastienda/db';
import {
  type CountedLine,
  countLines,
  pickLines,
  quantityInReturns,
  type SettledUnits,
  settledOf,
  unsentQuantity,
  unsettledSentQuantity,
} from './line-quantities.ts';

type WantedLine = Extract<RefundOrderInput['what'], { kind: 'lines' }>['lines'][number];

/** Units of a line that a refund is for, and what becomes of them. */
export interface UnitPick {
  readonly line: CountedLine;
  readonly settled: SettledUnits;
  /** Units whose money it settles. */
  readonly quantity: number;
  /** Of these, those that are withdrawn, now or already. */
  readonly canceled: number;
  /** Units that are withdrawn by it. */
  readonly withdrawn: number;
  /** Sent units that have come back. */
  readonly returned: number;
  /** Of these, those that nobody has asked to take back. */
  readonly unasked: number;
  readonly restocked: number;
}

/** How many units of a line a refund can be for, by what they are. */
interface Pools {
  /** Of accepted returns. */
  readonly accepted: number;
  /** Withdrawn by a refund that failed. */
  readonly unpaid: number;
  readonly unsent: number;
  /** Sent, and in no return. */
  readonly sent: number;
  /** Withdrawn or returned earlier, and not back on the shelf. */
  readonly offShelf: number;
}

type Pool = keyof Pools;

/** In this order, the first that there are. */
const ORDER: Readonly<Record<'any' | 'unsent' | 'sent', readonly Pool[]>> = {
  any: ['accepted', 'unpaid', 'unsent', 'sent', 'offShelf'],
  unsent: ['unpaid', 'unsent', 'offShelf'],
  sent: ['accepted', 'sent', 'offShelf'],
};

interface Choice {
  readonly restock: boolean;
  /** Whether the money is an amount of its own, so that units may be settled already. */
  readonly isPriced: boolean;
}

type Refunded = Pick<OrderState, 'status' | 'isClosedByRefund' | 'lines' | 'returns'>;

function poolsOf(
  line: CountedLine,
  settled: SettledUnits,
  order: Refunded,
  { restock, isPriced }: Choice,
): Pools {
  const { sku, fulfilledQuantity, canceledQuantity, returnedQuantity } = line;
  const { stockQuantity, restockedQuantity } = line;
  const asked = quantityInReturns(sku, order, 'accepted');
  const accepted = Math.max(0, asked - returnedQuantity);
  const requested = quantityInReturns(sku, order, 'requested');
  // What a whole cancellation owes is given back without anybody asking.
  const isOwed = order.status === 'cancelled' && order.isClosedByRefund !== true;
  const unpaid = isOwed ? 0 : Math.max(0, canceledQuantity - settled.canceled);
  const kept = fulfilledQuantity - Math.max(asked, returnedQuantity) - requested;
  const unsettled = unsettledSentQuantity(line, settled) - accepted - requested;
  const isAgain = restock && isPriced;
  const gone = Math.min(stockQuantity, canceledQuantity + returnedQuantity);
  return {
    accepted,
    unpaid,
    unsent: unsentQuantity(line),
    sent: Math.max(0, isAgain ? kept : Math.min(kept, unsettled)),
    offShelf: isAgain ? Math.max(0, gone - restockedQuantity - unpaid) : 0,
  };
}

const NONE: Pools = { accepted: 0, unpaid: 0, unsent: 0, sent: 0, offShelf: 0 };

/** What becomes of so many units of each pool. */
function toPick(
  line: CountedLine,
  settled: SettledUnits,
  taken: Pools,
  { restock }: Pick<Choice, 'restock'>,
  unpaid = taken.unpaid,
): UnitPick {
  const canceled = taken.unpaid + taken.unsent;
  const unasked = restock ? taken.sent : 0;
  const returned = taken.accepted + unasked;
  const ofSent = Math.min(taken.accepted + taken.sent, unsettledSentQuantity(line, settled));
  // A unit came back once, also when its first refund failed and this is the second.
  const unpaidOffShelf = Math.max(0, Math.min(taken.unpaid, unpaid - settled.restockedInVain));
  const wanted = unpaidOffShelf + taken.unsent + returned + taken.offShelf;
  const gone = line.canceledQuantity + taken.unsent + line.returnedQuantity + returned;
  const room = Math.min(line.stockQuantity, gone) - line.restockedQuantity;
  return {
    line,
    settled,
    quantity: canceled + ofSent,
    canceled,
    withdrawn: taken.unsent,
    returned,
    unasked,
    restocked: restock ? Math.max(0, Math.min(wanted, room)) : 0,
  };
}

/** Takes so many units, from the first pools that have any. */
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
 * The units that staff name. `ORDER_QUANTITY` with `details` `{ sku, left }`; `ORDER_STATE` with
 * `returnStatus: 'requested'` for units whose return waits for an answer.
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
      throw new ShopError('ORDER_STATE', {
        message: 'A return of these units waits for an answer.',
        details: { status: order.status, sku, returnStatus: 'requested' },
      });
    }
    return left;
  };
  return pickLines(countLines(order, refunds), wanted, leftOf).map(({ line, wanted: each }) => {
    const { settled, pools } = found(line, each);
    const taken = takeFrom(pools, ORDER[each.from ?? 'any'], each.quantity);
    return toPick(line, settled, taken, choice, pools.unpaid);
  });
}

/** Whether a pick is for any unit. */
const isPicked = ({ quantity, returned }: UnitPick) => quantity + returned > 0;

/** Every unit that is not sent: `withdrawn` by it, or already, and not paid back. */
export function pickUnsent(
  order: Refunded,
  refunds: readonly RefundState[],
  restock: boolean,
): UnitPick[] {
  return countLines(order, refunds)
    .map((line) => {
      const settled = settledOf(line, order, refunds);
      const unpaid = Math.max(0, line.canceledQuantity - settled.canceled);
      return toPick(line, settled, { ...NONE, unpaid, unsent: unsentQuantity(line) }, { restock });
    })
    .filter(isPicked);
}

/**
 * Every unit whose money is not settled. Only unsent ones and those of accepted returns are
 * restocked: what was sent is with the buyer.
 */
export function pickEverything(
  order: Refunded,
  refunds: readonly RefundState[],
  restock: boolean,
): UnitPick[] {
  return countLines(order, refunds)
    .map((line) => {
      const settled = settledOf(line, order, refunds);
      const { accepted } = poolsOf(line, settled, order, { restock, isPriced: false });
      const unpaid = Math.max(0, line.canceledQuantity - settled.canceled);
      const unsent = unsentQuantity(line);
      const returned = restock ? accepted : 0;
      const taken = { ...NONE, unpaid, unsent, accepted: returned };
      const pick = toPick(line, settled, taken, { restock });
      const quantity = unpaid + unsent + unsettledSentQuantity(line, settled);
      return { ...pick, quantity };
    })
    .filter(isPicked);
}
