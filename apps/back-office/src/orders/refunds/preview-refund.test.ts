import { describe, expect, test } from 'vitest';
import { lineWith, orderWith, refundWith, returnWith } from '../testing/order-fixture.ts';
import { previewRefund, type RefundDraft } from './preview-refund.ts';

const FACTS = { captured: 3500, payableStep: 1 };
const eur = (amount: number) => ({ amount, currency: 'EUR' });

const order = orderWith({
  lines: [
    lineWith({ sku: 'TEE', quantity: 2, total: eur(2000), fulfilledQuantity: 1 }),
    lineWith({ sku: 'CAP', quantity: 1, total: eur(1000) }),
  ],
});

const draftOf = (fields: Partial<RefundDraft>): RefundDraft => ({
  kind: 'lines',
  lines: [],
  restock: false,
  amountOfLines: 'price',
  shippingOfLines: 0,
  amount: null,
  ...fields,
});
const preview = (fields: Partial<RefundDraft>) => previewRefund(order, FACTS, draftOf(fields));

describe('a refund of units', () => {
  const lines = [
    { sku: 'TEE', quantity: 1, from: 'unsent' },
    { sku: 'CAP', quantity: 0, from: 'unsent' },
  ] as const;

  test('pays their price, with the shipping that is added', () => {
    expect(preview({ lines, restock: true, shippingOfLines: 200 })).toEqual({
      what: {
        kind: 'lines',
        lines: [{ sku: 'TEE', quantity: 1, from: 'unsent' }],
        restock: true,
        amount: 1000,
        shipping: 200,
      },
      problem: null,
      amount: 1200,
      leftAfter: 2300,
      withdrawn: 1,
      restocked: 1,
    });
  });

  test('may pay less, or nothing', () => {
    expect(preview({ lines, amountOfLines: 0 })).toMatchObject({
      what: { amount: 0 },
      amount: 0,
      leftAfter: 3500,
    });
  });

  test('leaves room for the shipping where little is left', () => {
    const facts = { captured: 1100, payableStep: 1 };
    const draft = draftOf({ lines, shippingOfLines: 200 });
    expect(previewRefund(order, facts, draft)).toMatchObject({ amount: 1100, problem: null });
  });

  test('needs units and an amount', () => {
    expect(preview({})).toMatchObject({ what: null, problem: 'nothing-chosen' });
    expect(preview({ lines, amountOfLines: null }).problem).toBe('amount-missing');
    expect(preview({ lines, amountOfLines: 4000 }).problem).toBe('exceeds-left');
  });

  test('counts only withdrawn units as not to be sent', () => {
    const sent = [{ sku: 'TEE', quantity: 1, from: 'sent' }] as const;
    expect(preview({ lines: sent })).toMatchObject({ withdrawn: 0, restocked: 0 });
  });
});

describe('a refund of money', () => {
  test('is an amount up to what is left', () => {
    expect(preview({ kind: 'amount', amount: 500 })).toMatchObject({
      what: { kind: 'amount', amount: 500 },
      leftAfter: 3000,
    });
    expect(preview({ kind: 'amount', amount: 0 }).problem).toBe('amount-missing');
    expect(preview({ kind: 'amount', amount: 3501 }).problem).toBe('exceeds-left');
  });

  test('is a multiple of what can be transferred, or all of it', () => {
    const facts = { captured: 3505, payableStep: 10 };
    const problem = (amount: number) =>
      previewRefund(order, facts, draftOf({ kind: 'amount', amount })).problem;
    expect(problem(105)).toBe('not-payable');
    expect(problem(110)).toBeNull();
    expect(problem(3505)).toBeNull();
  });
});

test('A refund of shipping is at most what is left of the shipping', () => {
  expect(preview({ kind: 'shipping', amount: 500 }).problem).toBeNull();
  expect(preview({ kind: 'shipping', amount: 501 }).problem).toBe('exceeds-left');
});

test('A refund of everything withdraws what was not sent, and restocks what came back too', () => {
  const returned = { ...order, returns: [returnWith('accepted', 'TEE', 1)] };
  const refunds = [refundWith({ amount: eur(500) })];
  const draft = draftOf({ kind: 'everything', restock: true });
  expect(previewRefund({ ...returned, refunds }, FACTS, draft)).toEqual({
    what: { kind: 'everything', restock: true },
    problem: null,
    amount: 3000,
    leftAfter: 0,
    withdrawn: 2,
    restocked: 3,
  });
});
