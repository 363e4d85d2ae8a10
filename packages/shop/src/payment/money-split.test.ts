import fc from 'fast-check';
import { expect, it } from 'vitest';
import { minusSplit, shareOfSplit } from './money-split.ts';

const amount = fc.integer({ min: 0, max: 1_000_000_000_000 });
const splits = fc.record({ sales: amount, shipping: amount, tax: amount });
const sumOf = ({ sales, shipping, tax }: { sales: number; shipping: number; tax: number }) =>
  sales + shipping + tax;

it('a share of an amount sums to itself, takes no part beyond what it has, and all of all', () => {
  fc.assert(
    fc.property(splits, fc.double({ min: 0, max: 1, noNaN: true }), (whole, ratio) => {
      const wanted = Math.floor(sumOf(whole) * ratio);
      const share = shareOfSplit(wanted, whole);
      expect(sumOf(share)).toBe(wanted);
      const left = minusSplit(whole, share);
      for (const part of [...Object.values(share), ...Object.values(left)]) {
        expect(part).toBeGreaterThanOrEqual(0);
      }
      expect(shareOfSplit(sumOf(whole), whole)).toEqual(whole);
    }),
  );
});
