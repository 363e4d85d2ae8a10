import { MAX_MINOR_UNITS } from '@trastienda/base';
import { ShopError } from '@trastienda/shop-contract';

/**
 * Returns `amount * factor / divisor` rounded half up to a multiple of `step`. All arguments are
 * non-negative integers; `divisor` and `step` are positive. Exact even when the product exceeds the
 * safe integers.
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

/** Rounds the amount down to a multiple of `step`. */
export function roundDown(amount: number, step: number): number {
  return amount - (amount % step);
}

/**
 * Multiplies a price by a quantity.
 * @throws {ShopError} CART_FULL when the product exceeds the largest amount of money.
 */
export function multiply(amount: number, quantity: number): number {
  const product = BigInt(amount) * BigInt(quantity);
  if (product > BigInt(MAX_MINOR_UNITS)) throw cartFull();
  return Number(product);
}

/**
 * Sums amounts of money.
 * @throws {ShopError} CART_FULL when the sum exceeds the largest amount of money.
 */
export function sum(amounts: readonly number[]): number {
  let total = 0;
  for (const amount of amounts) {
    total += amount;
    if (total > MAX_MINOR_UNITS) throw cartFull();
  }
  return total;
}

const cartFull = () =>
  new ShopError('CART_FULL', {
    message: 'The cart costs more than the shop can count.',
    details: { limit: 'total', max: MAX_MINOR_UNITS },
  });
