import { ShopError } from '@trastienda/contract';
import type { OrderLineDocument, OrderState, RefundLine, RefundState } from '@trastienda/db';
import { fitSplit, shareOfSplit, splitLeft, splitOfPrices } from '../payment/money-split.ts';
import { roundDown } from '../pricing/minor-units-math.ts';
import { pickLines, refundableQuantity, refundedOf } from './line-quantities.ts';

/** What of an order refunds are planned by. */
type PaidOrder = Pick<OrderState, 'lines' | 'paidAmount' | 'prices'>;

/** What to give back: `split` sums to `amount`. */
export type RefundPlan = Pick<RefundState, 'amount' | 'lines' | 'split'>;

/**
 * `whole * count / of`, rounded down to a multiple of `step`, but all of it for all; products may go
 * beyond what a double holds exactly.
 */
function partOf(whole: number, count: number, of: number, step: number): number {
  if (count === of) return whole;
  return roundDown(Number((BigInt(whole) * BigInt(count)) / BigInt(of)), step);
}

/**
 * What so many more of a line cost. Counted from the beginning of the line and less what was given
 * back before, so that refunds of all its units sum to its total, and their tax to its tax. Each of
 * them can be paid when the total can.
 */
function costOf(
  line: OrderLineDocument,
  quantity: number,
  refunds: readonly RefundState[],
  payableStep: number,
): RefundLine {
  const { sku, total, tax } = line;
  const before = refundedOf(sku, refunds);
  const until = before.quantity + quantity;
  const cost = partOf(total.amount, until, line.quantity, payableStep);
  const amount = Math.max(0, cost - before.amount);
  const taxLeft = tax.amount - before.tax;
  const netLeft = total.amount - before.amount - taxLeft;
  const taxPart = partOf(tax.amount, until, line.quantity, 1) - before.tax;
  const atLeast = Math.max(0, amount - netLeft);
  return {
    sku,
    quantity,
    amount,
    tax: Math.max(atLeast, Math.min(taxPart, taxLeft, amount)),
  };
}

/** What is left to give back of what was paid: amount, and by what it was for. */
function leftOf(order: PaidOrder, refunds: readonly RefundState[]) {
  const begun = refunds
    .filter(({ status }) => status !== 'failed')
    .reduce((sum, { amount }) => sum + amount, 0);
  return {
    amount: Math.max(0, order.paidAmount - begun),
    split: splitLeft(splitOfPrices(order.prices), refunds),
  };
}

function requireLeft(amount: number, left: number): void {
  if (amount > left || amount === 0) {
    throw new ShopError('REFUND_EXCEEDS', { details: { amount, left } });
  }
}

/** All that is left can be given back even if it was paid before amounts had to be payable. */
function requirePayable(amount: number, left: number, payableStep: number): void {
  if (amount % payableStep === 0 || amount === left) return;
  throw new ShopError('AMOUNT_NOT_PAYABLE', { details: { amount, payableStep } });
}

/** All that is left, with every unit that is; its amount is 0 when nothing is. */
export function refundEverything(order: PaidOrder, refunds: readonly RefundState[]): RefundPlan {
  const { amount, split } = leftOf(order, refunds);
  const lines = order.lines.flatMap((line) => {
    const quantity = refundableQuantity(line, refunds);
    return quantity > 0 ? [costOf(line, quantity, refunds, 1)] : [];
  });
  return { amount, lines, split: shareOfSplit(amount, split) };
}

/**
 * Just so much, in proportion of what is left. `REFUND_EXCEEDS` with `details` `{ left }`,
 * `AMOUNT_NOT_PAYABLE` with `details` `{ payableStep }`.
 */
export function refundAmount(
  order: PaidOrder,
  refunds: readonly RefundState[],
  amount: number,
  payableStep: number,
): RefundPlan {
  const left = leftOf(order, refunds);
  requireLeft(amount, left.amount);
  requirePayable(amount, left.amount, payableStep);
  return { amount, lines: [], split: shareOfSplit(amount, left.split) };
}

/**
 * What so many of these lines cost. `ORDER_QUANTITY`; `REFUND_EXCEEDS` with `details` `{ left }`,
 * `AMOUNT_NOT_PAYABLE` for an order that was paid before amounts had to be payable.
 */
export function refundLines(
  order: PaidOrder,
  refunds: readonly RefundState[],
  wanted: readonly { readonly sku: string; readonly quantity: number }[],
  payableStep: number,
): RefundPlan {
  const picked = pickLines(order, wanted, (line) => refundableQuantity(line, refunds));
  const lines = picked.map(({ line, quantity }) => costOf(line, quantity, refunds, payableStep));
  const amount = lines.reduce((sum, line) => sum + line.amount, 0);
  const tax = lines.reduce((sum, line) => sum + line.tax, 0);
  const left = leftOf(order, refunds);
  requireLeft(amount, left.amount);
  requirePayable(amount, left.amount, payableStep);
  return { amount, lines, split: fitSplit(left.split, { sales: amount - tax, shipping: 0, tax }) };
}
