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

test('What is not taxed beside the rest is a row, so that the bases add up', () => {
  const { prices } = orderWith();
  const order = {
    lines: [
      lineWith({ total: eur(1210), tax: eur(210), taxRatePpm: 210_000 }),
      lineWith({ total: eur(500), tax: eur(0), taxRatePpm: 0 }),
    ],
    prices: {
      ...prices,
      shipping: { ...prices.shipping, total: eur(495), tax: eur(0), taxRatePpm: 0 },
      taxes: [{ name: 'IVA', ratePpm: 210_000, amount: eur(210) }],
    },
  };
  expect(taxRows(order)).toEqual([
    { name: 'IVA', ratePpm: 210_000, base: 1000, tax: 210 },
    { name: null, ratePpm: 0, base: 995, tax: 0 },
  ]);
});

test('An order without tax has none', () => {
  expect(taxRows(orderWith())).toEqual([]);
});
