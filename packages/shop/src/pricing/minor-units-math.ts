import { MAX_MINOR_UNITS, ShopError } from '@trastienda/contract';

/**
 * `amount * factor / divisor` rounded to the nearest integer, halves up; all are integers, none is
 * negative and `divisor` is above 0. Products may be beyond what numbers carry exactly.
 */
export function multiplyDivide(amount: number, factor: number, divisor: number): number {
  const doubled = 2n * BigInt(amount) * BigInt(factor);
  return Number((doubled + BigInt(divisor)) / (2n * BigInt(divisor)));
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
