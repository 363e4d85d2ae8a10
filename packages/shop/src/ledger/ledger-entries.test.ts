import type { RefundState } from '@trastienda/shop-db';
import { describe, expect, test } from 'vitest';
import { orderOf } from '../orders/testing/priced-order.ts';
import { paymentState } from '../payments/testing/payment-state.ts';
import { captureEntry, refundEntry, returnedEntry, saleEntry } from './ledger-entries.ts';

const AT = new Date('2100-01-01T00:00:00.000Z');
const order = orderOf([{ quantity: 1, total: 80, tax: 10 }], { total: 20, tax: 4 });
const payment = paymentState({ status: 'captured', amountCaptured: 100 });
const split = { sales: 70, salesTax: 10, shipping: 16, shippingTax: 4 };
const refund: RefundState = {
  ...{ id: '9'.repeat(24), status: 'succeeded', amount: 50, lines: [], reason: null },
  split: { sales: 30, shipping: 13, tax: 7, shippingTax: 3 },
  ...{ reference: 'theirs', createdAt: AT },
};
const facts = { at: AT, currency: 'EUR', paymentId: payment.id };

describe('a ledger entry', () => {
  test('of a capture posts the new money at the provider, owed to customers, keyed by the running total', () => {
    expect(captureEntry(payment, order, AT, 40)).toEqual([
      {
        ...{ ...facts, kind: 'capture', key: `capture:${payment.id}:100` },
        ...{ orderId: order.id, refundId: null },
        postings: [
          { account: 'provider:test', amount: 40 },
          { account: 'customers', amount: -40 },
        ],
      },
    ]);
    expect(captureEntry(payment, null, AT, 40)).toMatchObject([{ orderId: null }]);
  });

  test('of a sale takes the amount owed to customers for goods, shipping and the tax on both', () => {
    expect(saleEntry(payment, order, AT, split)).toEqual([
      {
        ...{ ...facts, kind: 'sale', key: `sale:${payment.id}:100` },
        ...{ orderId: order.id, refundId: null },
        postings: [
          { account: 'customers', amount: 100 },
          { account: 'sales', amount: -70 },
          { account: 'shipping', amount: -16 },
          { account: 'tax', amount: -14 },
        ],
      },
    ]);
  });

  test("of a refund reverses the parts of its order, and reduces the provider's balance", () => {
    expect(refundEntry(payment, order, AT, refund)).toEqual([
      {
        ...{ ...facts, kind: 'refund', key: `refund:${refund.id}` },
        ...{ orderId: order.id, refundId: refund.id },
        postings: [
          { account: 'sales', amount: 30 },
          { account: 'shipping', amount: 13 },
          { account: 'tax', amount: 7 },
          { account: 'provider:test', amount: -50 },
        ],
      },
    ]);
  });

  test('of a refund without an order reduces the amount owed to customers', () => {
    expect(refundEntry(payment, null, AT, refund)).toMatchObject([
      {
        orderId: null,
        postings: [
          { account: 'customers', amount: 50 },
          { account: 'provider:test', amount: -50 },
        ],
      },
    ]);
  });

  test('of a refund that came back reverses its postings under a separate key', () => {
    const [made] = refundEntry(payment, order, AT, refund);
    expect(returnedEntry(payment, order, AT, refund)).toEqual([
      {
        ...made,
        key: `returned:${refund.id}`,
        postings: [
          { account: 'sales', amount: -30 },
          { account: 'shipping', amount: -13 },
          { account: 'tax', amount: -7 },
          { account: 'provider:test', amount: 50 },
        ],
      },
    ]);
  });

  test('has no posting of zero, and is omitted without postings', () => {
    const untaxed = { sales: 100, salesTax: 0, shipping: 0, shippingTax: 0 };
    expect(saleEntry(payment, order, AT, untaxed)).toMatchObject([
      {
        postings: [
          { account: 'customers', amount: 100 },
          { account: 'sales', amount: -100 },
        ],
      },
    ]);
    expect(captureEntry(payment, order, AT, 0)).toEqual([]);
    const free = { ...refund, amount: 0, split: { sales: 0, shipping: 0, tax: 0 } };
    expect(refundEntry(payment, null, AT, free)).toEqual([]);
    expect(returnedEntry(payment, order, AT, free)).toEqual([]);
  });
});
