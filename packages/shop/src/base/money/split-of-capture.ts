import type { OrderState } from '@trastienda/shop-db';
import { type MoneySplit, prorateSplit, splitOfPrices, subtractSplit } from './money-split.ts';

/**
 * Splits captured money of an order. `total` is what was captured in all, `by` the last part of it. The
 * splits of all parts sum to that of the total, so that rounding takes from no part of the price more
 * than it has.
 */
export function splitOfCapture(
  { prices }: Pick<OrderState, 'prices'>,
  total: number,
  by: number,
): MoneySplit {
  const whole = splitOfPrices(prices);
  return subtractSplit(prorateSplit(total, whole), prorateSplit(total - by, whole));
}
