import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';

const shares = (...weights: number[]) => weights.map((weight, i) => ({ key: `${i}`, weight }));

describe('allocate', () => {
  test.each([
    [0, [5, 5], [0, 0]],
    [1000, [1000, 1000, 1000], [334, 333, 333]],
    [100, [1, 99], [1, 99]],
    // 3.5 and 6.5 have equal remainders: the first key gets the unit that is left over.
    [10, [7, 13], [4, 6]],
    // 0.2, 0.3 and 0.5
    [1, [2, 3, 5], [0, 0, 1]],
    [5, [0, 10], [0, 5]],
    [0, [], []],
    [0, [0, 0], [0, 0]],
    // The products are far beyond 2^53.
    [999_999_999_999, [500_000_000_000, 500_000_000_000], [500_000_000_000, 499_999_999_999]],
  ])('divides %i by %j into %j', (total, weights, parts) => {
    expect(allocate(total, shares(...weights), 1)).toEqual(parts);
  });

  test('divides an amount that can be paid in steps into parts that can be paid in steps', () => {
    expect(allocate(1000, shares(1000, 1000, 1000), 10)).toEqual([340, 330, 330]);
    expect(allocate(30, shares(10, 20, 30), 10)).toEqual([10, 10, 10]);
  });

  test('assigns the remainder to the first key, independent of the order', () => {
    const parts = allocate(
      1000,
      ['C', 'A', 'B'].map((key) => ({ key, weight: 1000 })),
      1,
    );
    expect(parts).toEqual([333, 334, 333]);
  });

  test('assigns the remainder to the first of equal keys', () => {
    const parts = allocate(
      2,
      ['A', 'A', 'A'].map((key) => ({ key, weight: 1 })),
      1,
    );
    expect(parts).toEqual([1, 1, 0]);
  });

  test('sums exactly, and no part exceeds its weight or its exact share by a whole unit', () => {
    const anything = fc
      .array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 30 })
      .chain((weights) => {
        const whole = weights.reduce((sum, weight) => sum + weight, 0);
        return fc.tuple(fc.constant(weights), fc.integer({ min: 0, max: whole }));
      });
    fc.assert(
      fc.property(anything, ([weights, total]) => {
        const parts = allocate(total, shares(...weights), 1);
        const whole = weights.reduce((sum, weight) => sum + weight, 0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
        for (const [index, part] of parts.entries()) {
          const weight = weights[index] ?? 0;
          expect(part).toBeLessThanOrEqual(weight);
          const excess = BigInt(part) * BigInt(whole) - BigInt(total) * BigInt(weight);
          if (whole > 0) expect(excess > -BigInt(whole) && excess < BigInt(whole)).toBe(true);
        }
      }),
    );
  });
});
