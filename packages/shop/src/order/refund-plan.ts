import { type RefundOrderInput, ShopError } from '@trastienda/contract';
import type { OrderState, RefundLine, RefundState } from '@trastienda/db';
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
} from '../payment/money-split.ts';
import { allocate } from '../pricing/allocate.ts';
import { roundDown } from '../pricing/minor-units-math.ts';
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

/** The refund of a pick that costs `value`, at an amount of at most that. */
function toRefundLine(pick: UnitPick, value: number, amount: number): RefundLine {
  const { line, settled, quantity, canceled, returned, restocked } = pick;
  const { sku, tax, total: price } = line;
  const taxUntil = (units: number) => partOf(tax.amount, units, line.quantity, 1);
  const ofUnits = taxUntil(settled.quantity + quantity) - taxUntil(settled.quantity);
  const taxLeft = Math.max(0, tax.amount - settled.tax);
  const netLeft = price.amount - settled.amount - taxLeft;
  const share = value === 0 ? 0 : partOf(ofUnits, amount, value, 1);
  const atLeast = Math.max(0, amount - netLeft);
  return {
    sku,
    quantity,
    amount,
    tax: Math.max(atLeast, Math.min(share, taxLeft, amount)),
    ...(value !== amount && { value }),
    canceled,
    returned,
    restocked,
  };
}

/** Picks, and what each costs. */
function priced(picks: readonly UnitPick[], payableStep: number) {
  const costs = picks.map((pick) => ({ pick, value: costOf(pick, payableStep) }));
  return { costs, value: total(costs.map(({ value }) => value)) };
}

/** The refund of picks, with `amount` divided over them by what they cost. */
function toRefundLines(
  { costs }: Pick<ReturnType<typeof priced>, 'costs'>,
  amount: number,
): RefundLine[] {
  const shares = costs.map(({ pick, value }) => ({ key: pick.line.sku, weight: value }));
  const parts = allocate(amount, shares, 1);
  return costs.map(({ pick, value }, index) => toRefundLine(pick, value, parts[index] ?? 0));
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
  if (amount > left) throw new ShopError('REFUND_EXCEEDS', { details: { amount, left } });
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
  const costs = priced(picks, 1);
  return {
    money: {
      amount,
      lines: toRefundLines(costs, Math.min(costs.value, amount)),
      split: toStoredSplit(shareOfSplit(amount, split)),
    },
    picks,
  };
}

/**
 * Just so much, in proportion of what is left. `REFUND_EXCEEDS` with `details` `{ left }`,
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

/** So much of the shipping, in proportion of its tax. `REFUND_EXCEEDS` with `details` `{ left }`. */
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
 * So much of the shipping, or all that is left of it. `REFUND_EXCEEDS` with `details` `{ left }`,
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
 * Units, at what they cost or less, and shipping beside them. `ORDER_QUANTITY`, `ORDER_STATE` (see
 * `pickUnits`), `REFUND_EXCEEDS` with `details` `{ amount, left }`, `AMOUNT_NOT_PAYABLE`.
 */
export function refundLines(
  order: OrderState,
  refunds: readonly RefundState[],
  { lines: wanted, amount: own, shipping = 0, restock }: WantedLines,
  payableStep: number,
): RefundPlan {
  const picks = pickUnits(order, refunds, wanted, { restock, isPriced: own !== undefined });
  const left = leftOf(order, refunds);
  const costs = priced(picks, payableStep);
  const ofLines = own ?? costs.value;
  requireLeft(ofLines + shipping, left.amount);
  requireLeft(ofLines, costs.value);
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
    return costOf({ line, settled, quantity: unsettledSentQuantity(line, settled) }, payableStep);
  });
  const begun = refunds.filter(({ status }) => status !== 'failed');
  const ofShipping = begun.map(({ shipping = 0 }) => shipping);
  const kept = total(sent) + order.prices.shipping.total.amount - total(ofShipping);
  const costs = priced(picks, payableStep);
  const wanted = Math.max(0, Math.min(costs.value, left.amount - kept));
  const amount = payablePart(wanted, left.amount, payableStep);
  const lines = toRefundLines(costs, amount);
  const split = toStoredSplit(splitOfLines(left, lines, NO_MONEY));
  return { money: { amount, lines, split }, picks };
}
