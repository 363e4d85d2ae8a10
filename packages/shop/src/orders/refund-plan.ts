import { type RefundOrderInput, ShopError } from '@trastienda/contract';
import type { OrderState, RefundLine, RefundState } from '@trastienda/db';
import { allocate } from '../base/money/allocate.ts';
import { roundDown } from '../base/money/minor-units-math.ts';
import {
  fitSplit,
  type MoneySplit,
  NO_MONEY,
  plusSplit,
  shareOfSplit,
  shippingOf,
  splitLeft,
  splitOfPrices,
  sumOfSplit,
  toStoredSplit,
} from '../base/money/money-split.ts';
import { countLines, settledOf, unsettledSentQuantity } from './line-quantities.ts';
import { pickEverything, pickUnits, pickUnsent, type UnitPick } from './pick-units.ts';

/** What to give back: `split` sums to `amount`. */
export type RefundMoney = Pick<RefundState, 'amount' | 'lines' | 'shipping' | 'split'>;

/** What to give back, and what becomes of the units that it is for. */
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
 * `whole * count / of`, rounded down to a multiple of `step`, but all of it for all; products may go
 * beyond what a double holds exactly.
 */
function partOf(whole: number, count: number, of: number, step: number): number {
  if (count === of) return whole;
  return roundDown(Number((BigInt(whole) * BigInt(count)) / BigInt(of)), step);
}

type Costly = Pick<UnitPick, 'line' | 'settled' | 'quantity'>;

/**
 * What so many more units of a line cost. Counted from the beginning of the line, so that the units
 * of all refunds together cost its total. Each of them can be paid when the total can.
 */
function costOf({ line, settled, quantity }: Costly, payableStep: number): number {
  if (quantity === 0) return 0;
  const { total: price, quantity: all } = line;
  const until = partOf(price.amount, settled.quantity + quantity, all, payableStep);
  return Math.max(0, until - settled.value);
}

/** A pick, and what its units cost. */
interface Cost {
  readonly pick: UnitPick;
  readonly value: number;
  /** Of `value`, the rest of the price of units that were settled for less. */
  readonly rest: number;
  /** As much of `value` as can be given back: of `rest` only what is left of all money. */
  readonly most: number;
}

/** The refund of a pick at an amount of at most what it costs. */
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

/** Picks and what each costs, and the most that can be given back for them when so much is `left`. */
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

/** The refund of picks, with `amount` divided over them by what they cost. */
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

/** What is left to give back of what was paid: amount, and by what it was for. */
function leftOf(order: OrderState, refunds: readonly RefundState[]): Left {
  const begun = refunds.filter(({ status }) => status !== 'failed').map(({ amount }) => amount);
  return {
    amount: Math.max(0, order.paidAmount - total(begun)),
    split: splitLeft(splitOfPrices(order.prices), refunds),
  };
}

function requireLeft(amount: number, left: number): void {
  if (amount > left) throw new ShopError('REFUND_EXCEEDS_PAID', { details: { amount, left } });
}

/** All that is left can be given back even if it was paid before amounts had to be payable. */
function requirePayable(amount: number, left: number, payableStep: number): void {
  if (amount % payableStep === 0 || amount === left) return;
  throw new ShopError('AMOUNT_NOT_PAYABLE', { details: { amount, payableStep } });
}

/** Whether nothing is left to give back of an order that was paid for. */
export function isPaidBack(order: OrderState, refunds: readonly RefundState[]): boolean {
  return order.paidAmount > 0 && leftOf(order, refunds).amount === 0;
}

/** The split of lines, and of shipping beside them, as far as there is as much of each part left. */
function splitOfLines(left: Left, lines: readonly RefundLine[], shipping: MoneySplit): MoneySplit {
  const salesTax = total(lines.map(({ tax }) => tax));
  const sales = total(lines.map(({ amount }) => amount)) - salesTax;
  return fitSplit(left.split, plusSplit({ ...NO_MONEY, sales, salesTax }, shipping));
}

/** All that is left, for every unit that is not settled; its amount is 0 when nothing is left. */
export function refundEverything(
  order: OrderState,
  refunds: readonly RefundState[],
  restock = false,
): RefundPlan {
  const { amount, split } = leftOf(order, refunds);
  const picks = pickEverything(order, refunds, restock);
  // No unit of it is given back alone, so that their costs need not be payable.
  const costs = priced(picks, 1, amount);
  return {
    money: {
      amount,
      lines: toRefundLines(costs, Math.min(costs.most, amount)),
      split: toStoredSplit(shareOfSplit(amount, split)),
    },
    picks,
  };
}

/**
 * Just so much, in proportion of what is left. `REFUND_EXCEEDS_PAID` with `details` `{ left }`,
 * `AMOUNT_NOT_PAYABLE` with `details` `{ payableStep }`.
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
  const split = toStoredSplit(shareOfSplit(amount, left.split));
  return { money: { amount, lines: [], split }, picks: [] };
}

/** So much of the shipping, in proportion of its tax. `REFUND_EXCEEDS_PAID` with `details` `{ left }`. */
function shareOfShipping(left: Left, amount: number): MoneySplit {
  const shipping = shippingOf(left.split);
  requireLeft(amount, Math.min(sumOfSplit(shipping), left.amount));
  return shareOfSplit(amount, shipping);
}

/** As `amount`, or less where it cannot be paid. */
function payablePart(amount: number, left: number, payableStep: number): number {
  return amount === left ? amount : roundDown(amount, payableStep);
}

/**
 * So much of the shipping, or all that is left of it. `REFUND_EXCEEDS_PAID` with `details` `{ left }`,
 * `AMOUNT_NOT_PAYABLE`.
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
 * Units, at what they cost or less, and shipping beside them. `ORDER_QUANTITY_EXCEEDED`, `ORDER_STATE_INVALID` (see
 * `pickUnits`), `REFUND_EXCEEDS_PAID` with `details` `{ amount, left }`, `AMOUNT_NOT_PAYABLE`.
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
 * Every unit that was not sent, at what it cost. Where money was given back before without saying
 * for what, only as much as leaves paid for what the buyer keeps.
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
