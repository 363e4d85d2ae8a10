import { type RefundOrderInput, ShopError } from '@trastienda/shop-contract';
import type { OrderState, RefundLine, RefundState } from '@trastienda/shop-db';
import { allocate } from '../base/money/allocate.ts';
import { roundDown } from '../base/money/minor-units-math.ts';
import {
  addSplits,
  fitSplit,
  type MoneySplit,
  NO_MONEY,
  prorateSplit,
  remainingSplit,
  shippingOf,
  splitOfPrices,
  sumOfSplit,
  toStoredSplit,
} from '../base/money/money-split.ts';
import { countLines, settledOf, unsettledSentQuantity } from './line-quantities.ts';
import { pickEverything, pickUnits, pickUnsent, type UnitPick } from './pick-units.ts';

/** Amounts of a refund: `split` sums to `amount`. */
export type RefundMoney = Pick<RefundState, 'amount' | 'lines' | 'shipping' | 'split'>;

/** Amounts of a refund and the next state of its units. */
export interface RefundPlan {
  readonly money: RefundMoney;
  readonly picks: readonly UnitPick[];
}

type WantedLines = Pick<
  Extract<RefundOrderInput['what'], { kind: 'lines' }>,
  'lines' | 'amount' | 'shipping' | 'restock'
>;

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/**
 * Returns `whole * count / of`, rounded down to a multiple of `step`, except that all units get the
 * whole. Exact even when products exceed what a double can represent.
 */
function partOf(whole: number, count: number, of: number, step: number): number {
  if (count === of) return whole;
  return roundDown(Number((BigInt(whole) * BigInt(count)) / BigInt(of)), step);
}

type Costly = Pick<UnitPick, 'line' | 'settled' | 'quantity'>;

/**
 * Returns the price of the next `quantity` units of a line. Computed cumulatively from the first
 * unit, so that all refunds together sum to the line's total. Each price can be paid when the total
 * can.
 */
function costOf({ line, settled, quantity }: Costly, payableStep: number): number {
  if (quantity === 0) return 0;
  const { total: price, quantity: all } = line;
  const until = partOf(price.amount, settled.quantity + quantity, all, payableStep);
  return Math.max(0, until - settled.value);
}

/** A pick and the price of its units. */
interface Cost {
  readonly pick: UnitPick;
  readonly value: number;
  /** Part of `value` that is the remaining price of units settled below their price. */
  readonly rest: number;
  /** Refundable part of `value`; `rest` is limited by what is left of the whole payment. */
  readonly most: number;
}

/** Builds the refund of a pick at an amount up to its price. */
function toRefundLine({ pick, value, rest }: Cost, amount: number): RefundLine {
  const { line, settled, quantity, canceled, restocked, reopened } = pick;
  const { sku, tax, total: price } = line;
  const taxUntil = (units: number) => partOf(tax.amount, units, line.quantity, 1);
  const ofRest = rest === 0 ? 0 : partOf(tax.amount, rest, price.amount, 1);
  const ofUnits = taxUntil(settled.quantity + quantity) - taxUntil(settled.quantity) + ofRest;
  const taxLeft = Math.max(0, tax.amount - settled.tax);
  const netLeft = price.amount - settled.amount - taxLeft;
  const share = value === 0 ? 0 : partOf(ofUnits, amount, value, 1);
  const atLeast = Math.max(0, amount - netLeft);
  return {
    sku,
    quantity,
    amount,
    tax: Math.max(atLeast, Math.min(share, taxLeft, amount)),
    ...((value !== amount || rest > 0) && { value }),
    canceled,
    returned: pick.settledReturned,
    restocked,
    restockedReturned: pick.restockedReturned,
    canceledOnShelf: pick.canceledOnShelf,
    returnedOnShelf: pick.returnedOnShelf,
    ...(reopened > 0 && { reopened, reopenedValue: rest }),
  };
}

/** Prices picks, and computes the maximum that can be refunded for them when `left` remains. */
function priced(picks: readonly UnitPick[], payableStep: number, left: number) {
  const prices = picks.map((pick) => costOf(pick, payableStep));
  let forRests = Math.max(0, left - total(prices));
  const costs = picks.map((pick, index): Cost => {
    const { reopened, settled } = pick;
    const { quantity, value } = settled.short;
    const part = reopened === 0 ? 0 : partOf(value, reopened, quantity, payableStep);
    const rest = roundDown(part, payableStep);
    const payable = Math.min(rest, forRests);
    forRests -= payable;
    const price = prices[index] ?? 0;
    return { pick, value: price + rest, rest, most: price + payable };
  });
  return { costs, most: total(costs.map(({ most }) => most)) };
}

/** Builds the refund lines of picks, with `amount` allocated by their prices. */
function toRefundLines(
  { costs }: Pick<ReturnType<typeof priced>, 'costs'>,
  amount: number,
): RefundLine[] {
  const shares = costs.map(({ pick, most }) => ({ key: pick.line.sku, weight: most }));
  const parts = allocate(amount, shares, 1);
  return costs.map((cost, index) => toRefundLine(cost, parts[index] ?? 0));
}

interface Left {
  readonly amount: number;
  readonly split: MoneySplit;
}

/** Returns what is left to refund of the paid amount, in total and by part. */
function leftOf(order: OrderState, refunds: readonly RefundState[]): Left {
  const begun = refunds.filter(({ status }) => status !== 'failed').map(({ amount }) => amount);
  return {
    amount: Math.max(0, order.paidAmount - total(begun)),
    split: remainingSplit(splitOfPrices(order.prices), refunds),
  };
}

function requireLeft(amount: number, left: number): void {
  if (amount > left) throw new ShopError('REFUND_EXCEEDS_PAID', { details: { amount, left } });
}

/** Requires a payable amount, except for the whole rest, which may predate payable amounts. */
function requirePayable(amount: number, left: number, payableStep: number): void {
  if (amount % payableStep === 0 || amount === left) return;
  throw new ShopError('AMOUNT_NOT_PAYABLE', { details: { amount, payableStep } });
}

/** Returns true when nothing is left to refund of a paid order. */
export function isPaidBack(order: OrderState, refunds: readonly RefundState[]): boolean {
  return order.paidAmount > 0 && leftOf(order, refunds).amount === 0;
}

/** Returns the split of lines and shipping, limited by what is left of each part. */
function splitOfLines(left: Left, lines: readonly RefundLine[], shipping: MoneySplit): MoneySplit {
  const salesTax = total(lines.map(({ tax }) => tax));
  const sales = total(lines.map(({ amount }) => amount)) - salesTax;
  return fitSplit(left.split, addSplits({ ...NO_MONEY, sales, salesTax }, shipping));
}

/**
 * Plans the refund of all that is left, for every unsettled unit; the amount is 0 when nothing is
 * left.
 */
export function refundEverything(
  order: OrderState,
  refunds: readonly RefundState[],
  restock = false,
): RefundPlan {
  const { amount, split } = leftOf(order, refunds);
  const picks = pickEverything(order, refunds, restock);
  // No unit is refunded alone, so unit prices need not be payable.
  const costs = priced(picks, 1, amount);
  return {
    money: {
      amount,
      lines: toRefundLines(costs, Math.min(costs.most, amount)),
      split: toStoredSplit(prorateSplit(amount, split)),
    },
    picks,
  };
}

/**
 * Plans a refund of exactly `amount`, in proportion to what is left.
 * @throws {ShopError} REFUND_EXCEEDS_PAID with `details` `{ left }`; AMOUNT_NOT_PAYABLE with
 * `details` `{ payableStep }`.
 */
export function refundAmount(
  order: OrderState,
  refunds: readonly RefundState[],
  amount: number,
  payableStep: number,
): RefundPlan {
  const left = leftOf(order, refunds);
  requireLeft(amount, left.amount);
  requirePayable(amount, left.amount, payableStep);
  const split = toStoredSplit(prorateSplit(amount, left.split));
  return { money: { amount, lines: [], split }, picks: [] };
}

/**
 * Returns the split of a shipping refund with its proportional tax.
 * @throws {ShopError} REFUND_EXCEEDS_PAID with `details` `{ left }`.
 */
function shareOfShipping(left: Left, amount: number): MoneySplit {
  const shipping = shippingOf(left.split);
  requireLeft(amount, Math.min(sumOfSplit(shipping), left.amount));
  return prorateSplit(amount, shipping);
}

/** Returns `amount`, or less when it cannot be paid. */
function payablePart(amount: number, left: number, payableStep: number): number {
  return amount === left ? amount : roundDown(amount, payableStep);
}

/**
 * Plans a refund of shipping, by default of all that is left of it.
 * @throws {ShopError} REFUND_EXCEEDS_PAID with `details` `{ left }`; AMOUNT_NOT_PAYABLE.
 */
export function refundShipping(
  order: OrderState,
  refunds: readonly RefundState[],
  wanted: number | undefined,
  payableStep: number,
): RefundPlan {
  const left = leftOf(order, refunds);
  const all = Math.min(sumOfSplit(shippingOf(left.split)), left.amount);
  const amount = wanted ?? payablePart(all, left.amount, payableStep);
  requirePayable(amount, left.amount, payableStep);
  const split = toStoredSplit(shareOfShipping(left, amount));
  return { money: { amount, lines: [], shipping: amount, split }, picks: [] };
}

/**
 * Plans a refund of units at or below their price, optionally with shipping.
 * @throws {ShopError} ORDER_QUANTITY_EXCEEDED or ORDER_STATE_INVALID as `pickUnits`;
 * REFUND_EXCEEDS_PAID with `details` `{ amount, left }`; AMOUNT_NOT_PAYABLE.
 */
export function refundLines(
  order: OrderState,
  refunds: readonly RefundState[],
  { lines: wanted, amount: own, shipping = 0, restock }: WantedLines,
  payableStep: number,
): RefundPlan {
  const picks = pickUnits(order, refunds, wanted, { restock, amount: own });
  const left = leftOf(order, refunds);
  const costs = priced(picks, payableStep, left.amount - shipping);
  const ofLines = own ?? costs.most;
  requireLeft(ofLines + shipping, left.amount);
  requireLeft(ofLines, costs.most);
  requirePayable(ofLines + shipping, left.amount, payableStep);
  const lines = toRefundLines(costs, ofLines);
  const ofShipping = shareOfShipping(left, shipping);
  return {
    money: {
      amount: ofLines + shipping,
      lines,
      ...(shipping > 0 && { shipping }),
      split: toStoredSplit(splitOfLines(left, lines, ofShipping)),
    },
    picks,
  };
}

/**
 * Plans the refund of every unshipped unit at its price. When earlier refunds did not name units,
 * the amount is limited so that the kept units stay paid.
 */
export function refundUnsent(
  order: OrderState,
  refunds: readonly RefundState[],
  payableStep: number,
): RefundPlan {
  const picks = pickUnsent(order, refunds, true);
  const left = leftOf(order, refunds);
  const sent = countLines(order, refunds).map((line) => {
    const settled = settledOf(line, order, refunds);
    const quantity = unsettledSentQuantity(line, settled);
    return costOf({ line, settled, quantity }, payableStep) + settled.short.value;
  });
  const begun = refunds.filter(({ status }) => status !== 'failed');
  const ofShipping = begun.map(({ shipping = 0 }) => shipping);
  const kept = total(sent) + order.prices.shipping.total.amount - total(ofShipping);
  const costs = priced(picks, payableStep, left.amount);
  const wanted = Math.max(0, Math.min(costs.most, left.amount - kept));
  const amount = payablePart(wanted, left.amount, payableStep);
  const lines = toRefundLines(costs, amount);
  const split = toStoredSplit(splitOfLines(left, lines, NO_MONEY));
  return { money: { amount, lines, split }, picks };
}
