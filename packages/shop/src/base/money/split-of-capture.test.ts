import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderOf } from '../../orders/testing/priced-order.ts';
import { addSplits, NO_MONEY, splitOfPrices, sumOfSplit } from './money-split.ts';
import { splitOfCapture } from './split-of-capture.ts';

const amount = fc.integer({ min: 0, max: 5000 });

test('Money that is captured in parts is split as the whole is, in however many parts', () => {
  fc.assert(
    fc.property(amount, amount, fc.array(fc.nat(10_000)), (goods, shipping, cuts) => {
      const line = { quantity: 1, total: goods, tax: Math.floor(goods / 6) };
      const order = orderOf([line], { total: shipping, tax: Math.floor(shipping / 7) });
      const price = goods + shipping;
      const totals = [...cuts.map((cut) => cut % (price + 1)), price].sort((a, b) => a - b);
      let before = 0;
      let sum = NO_MONEY;
      for (const total of totals) {
        const split = splitOfCapture(order, total, total - before);
        expect(sumOfSplit(split)).toBe(total - before);
        sum = addSplits(sum, split);
        before = total;
      }
      expect(sum).toEqual(splitOfPrices(order.prices));
    }),
  );
});
