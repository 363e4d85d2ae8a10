import type { RefundState } from '@trastienda/shop-db';
import { expect, test } from 'vitest';
import { orderOf } from '../orders/testing/priced-order.ts';
import { paymentState } from '../payments/testing/payment-state.ts';
import { captureEntry, refundEntry, returnedEntry, saleEntry } from './ledger-entries.ts';
import { ledgerTotals } from './ledger-totals.ts';

const AT = new Date('2100-01-01T00:00:00.000Z');
const order = orderOf([{ quantity: 1, total: 100, tax: 0 }], { total: 0, tax: 0 });
const payment = paymentState({ status: 'captured', amountCaptured: 100 });
const refundOf = (id: string, amount: number): RefundState => ({
  ...{ id, status: 'succeeded', amount, lines: [], reason: null, reference: id, createdAt: AT },
  split: { sales: amount, shipping: 0, tax: 0 },
});

test('the totals of a payment are the captured, refunded (less returned) and owed amounts', () => {
  const captured = captureEntry(payment, null, AT, 100);
  expect(ledgerTotals(captured)).toEqual({ captured: 100, refunded: 0, owed: 100 });

  const sale = saleEntry(payment, order, AT, {
    ...{ sales: 60, salesTax: 0, shipping: 0, shippingTax: 0 },
  });
  expect(ledgerTotals([...captured, ...sale])).toEqual({ captured: 100, refunded: 0, owed: 40 });

  const refunds = [
    ...refundEntry(payment, order, AT, refundOf('a', 30)),
    ...refundEntry(payment, order, AT, refundOf('b', 20)),
    ...returnedEntry(payment, order, AT, refundOf('b', 20)),
  ];
  const all = [...captured, ...sale, ...refunds];
  expect(ledgerTotals(all)).toEqual({ captured: 100, refunded: 30, owed: 40 });
});

test('the totals without entries are 0, not -0', () => {
  const totals = ledgerTotals([]);
  expect(Object.values(totals).every((total) => Object.is(total, 0))).toBe(true);
});
