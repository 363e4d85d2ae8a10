import { MAX_MINOR_UNITS, ShopError } from '@trastienda/contract';

/**
 * `amount * factor / divisor` rounded to the nearest multiple of `step`, halves up; all are
 * integers, none is negative, `divisor` and `step` are above 0. Products may be beyond what numbers
 * carry exactly.
 */
export function multiplyDivide(
  amount: number,
  factor: number,
  divisor: number,
  step: number,
): number {
  const whole = BigInt(divisor) * BigInt(step);
  const doubled = 2n * BigInt(amount) * BigInt(factor);
  return Number((doubled + whole) / (2n * whole)) * step;
}

/** The largest multiple of `step` that is not above the amount. */
export function roundDown(amount: number, step: number): number {
  return amount - (amount % step);
}

/** The product of two integers; `CART_FULL` when it is no amount of money any more. */
export function multiply(amount: number, quantity: number): number {
  const product = BigInt(amount) * BigInt(quantity);
  if (product > BigInt(MAX_MINOR_UNITS)) throw cartFull();
  return Number(product);
}

/** The sum of amounts of money; `CART_FULL` when it is none any more. */
export function sum(amounts: readonly number[]): number {
  let total = 0;
  for (const amount of amounts) {
    total += amount;
    if (total > MAX_MINOR_UNITS) throw cartFull();
  }
  return total;
}

const cartFull = () =>
  new ShopError('CART_FULL', { message: 'The cart costs more than the shop can count.' });
