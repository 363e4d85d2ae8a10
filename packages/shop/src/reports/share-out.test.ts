import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderOf } from '../orders/testing/priced-order.ts';
import { type AmountParts, refundParts, saleParts } from './share-out.ts';

const order = orderOf(
  [
    { quantity: 3, total: 3630, tax: 630 },
    { quantity: 1, total: 100, tax: 0 },
    { quantity: 2, total: 0, tax: 0 },
  ],
  { total: 605, tax: 105 },
);
const [first, second] = order.lines;
const amount = fc.integer({ min: 0, max: 100_000 });

const entryOf = (sign: 1 | -1, sales: number, shipping: number, tax: number) => ({
  postings: [
    { account: 'sales', amount: sign * sales } as const,
    { account: 'shipping', amount: sign * shipping } as const,
    { account: 'tax', amount: sign * tax } as const,
  ],
});

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function expectSums(parts: AmountParts, [sales, shipping, tax]: readonly number[]): void {
  expect(parts.sales).toBe(sales);
  expect(parts.shipping).toBe(shipping);
  expect(parts.salesTax + parts.shippingTax).toBe(tax);
  expect(sum(parts.lines.map(({ net }) => net))).toBe(parts.sales);
  expect(sum(parts.lines.map((line) => line.tax))).toBe(parts.salesTax);
}

describe('The shares of an entry', () => {
  test('of a whole order are the prices of its lines', () => {
    const { lines, shipping, shippingTax } = saleParts(order, entryOf(-1, 3100, 500, 735), 4335);
    expect(lines.map(({ net, tax }) => [net, tax])).toEqual([
      [3000, 630],
      [100, 0],
      [0, 0],
    ]);
    expect([shipping, shippingTax]).toEqual([500, 105]);
  });

  test('sum to it, whatever it is', () => {
    fc.assert(
      fc.property(amount, amount, amount, (...posted) => {
        expectSums(saleParts(order, entryOf(-1, ...posted), sum(posted)), posted);
      }),
    );
  });

  test('of a refund sum to it, whichever lines it names', () => {
    const line = fc.record({
      sku: fc.constantFrom(first?.sku ?? '', second?.sku ?? ''),
      quantity: fc.integer({ min: 0, max: 3 }),
      amount,
      tax: amount,
    });
    const split = fc.record({ sales: amount, shipping: amount, tax: amount });
    fc.assert(
      fc.property(
        fc.uniqueArray(line, { maxLength: 2, selector: ({ sku }) => sku }),
        split,
        fc.option(amount, { nil: undefined }),
        (lines, parts, shippingTax) => {
          const refund = {
            lines,
            split: { ...parts, ...(shippingTax !== undefined && { shippingTax }) },
          };
          const posted = [parts.sales, parts.shipping, parts.tax] as const;
          expectSums(refundParts(order, refund, entryOf(1, ...posted)), posted);
        },
      ),
    );
  });

  test('of a refund of units belong to the lines that it names', () => {
    const refund = {
      lines: [{ sku: second?.sku ?? '', quantity: 1, amount: 100, tax: 0 }],
      split: { sales: 100, shipping: 0, tax: 0, shippingTax: 0 },
    };
    const { lines } = refundParts(order, refund, entryOf(1, 100, 0, 0));
    expect(lines.map(({ net }) => net)).toEqual([0, 100, 0]);
  });

  test('of a free order are nothing', () => {
    expectSums(saleParts(order, null, 0), [0, 0, 0]);
  });
});
