import type { StaffOrder } from '@trastienda/shop-client';
import { unitsOf } from '../order-units.ts';

type Line = StaffOrder['lines'][number];

/** Where units to refund are taken from: those that wait, or those that were sent. */
export type UnitSource = 'unsent' | 'sent';

/** Units of a line that a refund can name, by where they are. */
export type RefundableUnits = Readonly<Record<UnitSource, number>>;

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Refunds that hold money: a failed one does not. */
function begun({ refunds }: Pick<StaffOrder, 'refunds'>): StaffOrder['refunds'] {
  return refunds.filter(({ status }) => status !== 'failed');
}

/** Returns how much money is left to refund, in minor units. `captured` is what the payment took. */
export function moneyLeft(order: Pick<StaffOrder, 'refunds'>, captured: number): number {
  return Math.max(0, captured - sum(begun(order).map(({ amount }) => amount.amount)));
}

/**
 * Returns the most that is left of the shipping, in minor units. Refunds of plain amounts take a part
 * of it that only the server knows, so that less may be left.
 */
export function shippingLeft(
  order: Pick<StaffOrder, 'refunds' | 'prices'>,
  captured: number,
): number {
  const refunded = sum(begun(order).map(({ shipping }) => shipping?.amount ?? 0));
  const left = order.prices.shipping.total.amount - refunded;
  return Math.max(0, Math.min(left, moneyLeft(order, captured)));
}

/**
 * Counts the units of a line that a refund can name. Units in a return request without an answer are
 * left out: the server asks for the answer first.
 */
export function refundableUnits(line: Line, order: Pick<StaffOrder, 'returns'>): RefundableUnits {
  const { unsent, withBuyer, requested } = unitsOf(line, order);
  return { unsent, sent: Math.max(0, withBuyer - requested) };
}

/** Returns `whole * count / of`, rounded down to a multiple of `step`; all units get the whole. */
function partOf(whole: number, count: number, of: number, step: number): number {
  if (count >= of) return whole;
  const part = Number((BigInt(whole) * BigInt(count)) / BigInt(of));
  return part - (part % step);
}

/**
 * Returns the price of the next units of a line that no refund has paid yet, in minor units. Computed
 * as the server does: from the first unit on, so that all refunds together sum to the line's total.
 */
export function priceOfUnits(line: Line, quantity: number, payableStep: number): number {
  const { total, quantity: all, refundedQuantity } = line;
  const until = partOf(total.amount, refundedQuantity + quantity, all, payableStep);
  return until - partOf(total.amount, Math.min(refundedQuantity, all), all, payableStep);
}

/** A choice of units of a line. */
export interface ChosenUnits {
  readonly line: Line;
  readonly quantity: number;
}

/** Returns what a refund of units pays by default: their price, or all that is left of the money. */
export function priceOfChoice(
  chosen: readonly ChosenUnits[],
  left: number,
  payableStep: number,
): number {
  const price = sum(chosen.map(({ line, quantity }) => priceOfUnits(line, quantity, payableStep)));
  return Math.min(price, left);
}

/** Whether there is money or a unit that a refund could be about. */
export function canRefund(order: StaffOrder, captured: number): boolean {
  if (order.status === 'pending') return false;
  if (moneyLeft(order, captured) > 0) return true;
  // A refund of nothing withdraws units, or puts them back into stock.
  return order.lines.some((line) => {
    const { unsent, sent } = refundableUnits(line, order);
    return unsent + sent > 0;
  });
}
