import { expect, test } from 'vitest';
import { lineWith, orderWith } from '../orders/testing/order-fixture.ts';
import { taxRows } from './tax-rows.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

test('Each rate has the base of its lines and of the shipping, without tax', () => {
  const { prices } = orderWith();
  const order = {
    lines: [
      lineWith({ total: eur(1210), tax: eur(210), taxRatePpm: 210_000 }),
      lineWith({ total: eur(1100), tax: eur(100), taxRatePpm: 100_000 }),
    ],
    prices: {
      ...prices,
      shipping: { ...prices.shipping, total: eur(605), tax: eur(105), taxRatePpm: 210_000 },
      taxes: [
        { name: 'IVA', ratePpm: 210_000, amount: eur(315) },
        { name: 'IVA', ratePpm: 100_000, amount: eur(100) },
      ],
    },
  };
  expect(taxRows(order)).toEqual([
    { name: 'IVA', ratePpm: 210_000, base: 1500, tax: 315 },
    { name: 'IVA', ratePpm: 100_000, base: 1000, tax: 100 },
  ]);
});

test('An order without tax has none', () => {
  expect(taxRows(orderWith())).toEqual([]);
});
