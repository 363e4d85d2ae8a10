import { expect, test } from 'vitest';
import { refundWith } from '../testing/order-fixture.ts';
import { repeatOf } from './repeat-refund.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const lines = [{ sku: 'TEE', quantity: 2, amount: eur(900) }];

test('A failed refund is repeated with the same units, amounts and stock', () => {
  const refund = refundWith({ amount: eur(1000), lines, shipping: eur(100) });
  expect(repeatOf(refund, 2)).toEqual({
    kind: 'lines',
    lines: [{ sku: 'TEE', quantity: 2 }],
    restock: true,
    amount: 900,
    shipping: 100,
  });
});

test('A failed refund of money is repeated as what it was for', () => {
  expect(repeatOf(refundWith({ amount: eur(500) }), 0)).toEqual({ kind: 'amount', amount: 500 });
  const shipping = refundWith({ amount: eur(500), shipping: eur(500) });
  expect(repeatOf(shipping, 0)).toEqual({ kind: 'shipping', amount: 500 });
});

test('A refund of everything has parts that are not known', () => {
  expect(repeatOf(refundWith({ amount: eur(1500), lines }), 0)).toBeNull();
});
