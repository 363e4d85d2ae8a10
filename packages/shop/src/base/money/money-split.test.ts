import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fitSplit,
  fromStoredSplit,
  NO_MONEY,
  prorateSplit,
  subtractSplit,
  sumOfSplit,
  toStoredSplit,
} from './money-split.ts';

const amount = fc.integer({ min: 0, max: 1_000_000_000_000 });
const splits = fc.record({
  sales: amount,
  salesTax: amount,
  shipping: amount,
  shippingTax: amount,
});
const ratios = fc.double({ min: 0, max: 1, noNaN: true });

test('a share of a split sums to its amount, exceeds no part, and equals the split for the whole amount', () => {
  fc.assert(
    fc.property(splits, ratios, (whole, ratio) => {
      const wanted = Math.floor(sumOfSplit(whole) * ratio);
      const share = prorateSplit(wanted, whole);
      expect(sumOfSplit(share)).toBe(wanted);
      const left = subtractSplit(whole, share);
      for (const part of [...Object.values(share), ...Object.values(left)]) {
        expect(part).toBeGreaterThanOrEqual(0);
      }
      expect(prorateSplit(sumOfSplit(whole), whole)).toEqual(whole);
    }),
  );
});

test('wanted parts that exceed what is left are taken from the other parts, without exceeding any', () => {
  fc.assert(
    fc.property(splits, splits, (left, wanted) => {
      fc.pre(sumOfSplit(wanted) <= sumOfSplit(left));
      const fitted = fitSplit(left, wanted);
      expect(sumOfSplit(fitted)).toBe(sumOfSplit(wanted));
      for (const part of Object.values(subtractSplit(left, fitted))) {
        expect(part).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test('an amount counts as goods when no part has anything left, so that nothing is lost', () => {
  const ofGoods = { ...NO_MONEY, sales: 100 };
  expect(NO_MONEY).toEqual({ sales: 0, salesTax: 0, shipping: 0, shippingTax: 0 });
  expect(prorateSplit(100, NO_MONEY)).toEqual(ofGoods);
  // External refunds have exceeded the total.
  expect(prorateSplit(100, { ...NO_MONEY, sales: -5, salesTax: -1 })).toEqual(ofGoods);
  expect(fitSplit(NO_MONEY, { ...NO_MONEY, shipping: 100 })).toEqual(ofGoods);
});

describe('the split of a stored refund', () => {
  const whole = { sales: 2000, salesTax: 420, shipping: 500, shippingTax: 105 };

  test('is read back as it was written', () => {
    fc.assert(
      fc.property(splits, (split) => {
        expect(fromStoredSplit(toStoredSplit(split), whole)).toEqual(split);
      }),
    );
  });

  test('includes tax on shipping in proportion for refunds from before that tax was stored', () => {
    const plain = { sales: 1000, shipping: 250, tax: 262 };
    expect(fromStoredSplit(plain, whole)).toMatchObject({ salesTax: 209, shippingTax: 53 });
    expect(fromStoredSplit({ sales: 0, shipping: 250, tax: 0 }, whole).shippingTax).toBe(0);
    const goods = { sales: 1000, shipping: 0, tax: 210 };
    expect(fromStoredSplit(goods, whole)).toMatchObject({ salesTax: 210, shippingTax: 0 });
    expect(fromStoredSplit(plain, NO_MONEY)).toMatchObject({ salesTax: 262, shippingTax: 0 });
  });
});
