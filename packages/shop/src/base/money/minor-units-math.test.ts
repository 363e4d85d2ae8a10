import { MAX_MINOR_UNITS } from '@trastienda/base';
import { describe, expect, test } from 'vitest';
import { multiply, multiplyDivide, roundDown, sum } from './minor-units-math.ts';

const cartFull = expect.objectContaining({
  reason: 'CART_FULL',
  message: expect.stringContaining('more than the shop can count'),
});

describe('amounts of money', () => {
  test.each([
    [MAX_MINOR_UNITS, 1],
    [0, Number.MAX_SAFE_INTEGER],
  ])('%i times %i is an amount, at most the largest', (amount, quantity) => {
    expect(multiply(amount, quantity)).toBe(amount * quantity);
  });

  test.each([
    [MAX_MINOR_UNITS, 2],
    [MAX_MINOR_UNITS + 1, 1],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  ])('%i times %i exceeds the largest amount', (amount, quantity) => {
    expect(() => multiply(amount, quantity)).toThrow(cartFull);
  });

  test('add up to at most the largest', () => {
    expect(sum([])).toBe(0);
    expect(sum([MAX_MINOR_UNITS - 1, 1])).toBe(MAX_MINOR_UNITS);
    expect(() => sum([MAX_MINOR_UNITS, 1])).toThrow(cartFull);
  });

  test.each([
    // 2.5, and a value just below it.
    [5, 1, 2, 1, 3],
    [249, 1, 100, 1, 2],
    // 15 and 14 by tens.
    [15, 1, 1, 10, 20],
    [14, 1, 1, 10, 10],
    // 36.3 by fives.
    [121, 3, 10, 5, 35],
  ])(
    '%i * %i / %i rounds half up to a multiple of %i: %i',
    (amount, factor, divisor, step, result) => {
      expect(multiplyDivide(amount, factor, divisor, step)).toBe(result);
    },
  );

  test('are rounded down to an amount that can be paid', () => {
    expect([0, 9, 10, 19].map((amount) => roundDown(amount, 10))).toEqual([0, 0, 10, 10]);
  });
});
