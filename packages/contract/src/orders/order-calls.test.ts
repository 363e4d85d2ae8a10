import { describe, expect, test } from 'vitest';
import { RefundView } from '../payments/payment.ts';
import { FulfilOrderInput, RefundOrderInput } from './order-calls.ts';
import { OrderLine } from './order-view.ts';

const about = { orderId: 'a'.repeat(24) };
const tee = { sku: 'TEE', quantity: 1 };

describe('lines of an order in a call', () => {
  test('name each SKU once, so that two small quantities cannot bypass a limit', () => {
    const parse = (lines: object[]) => FulfilOrderInput.safeParse({ ...about, lines }).success;
    expect(parse([tee])).toBe(true);
    expect(parse([tee, { ...tee, sku: 'CAP' }])).toBe(true);
    expect(parse([tee, { ...tee, quantity: 2 }])).toBe(false);
    expect(parse([tee, { ...tee, sku: ' TEE ' }])).toBe(false);
    expect(parse([])).toBe(false);
    expect(parse([{ ...tee, quantity: 0 }])).toBe(false);
  });
});

describe('a refund', () => {
  const parse = (what: object) => RefundOrderInput.safeParse({ ...about, what });

  test('restocks nothing by default', () => {
    expect(parse({ kind: 'lines', lines: [tee] }).data?.what).toMatchObject({ restock: false });
    expect(parse({ kind: 'everything' }).data?.what).toMatchObject({ restock: false });
  });

  test('has a whole, positive amount', () => {
    for (const amount of [0, -1, 0.5, '1', 2 ** 53]) {
      expect(parse({ kind: 'amount', amount }).success).toBe(false);
    }
    expect(parse({ kind: 'amount', amount: 1 }).success).toBe(true);
  });

  test('of lines may have a custom amount, which may be zero', () => {
    const ofLines = { kind: 'lines', lines: [{ ...tee, from: 'unsent' }] };
    expect(parse({ ...ofLines, amount: 0, shipping: 495 }).data?.what).toMatchObject({
      ...{ amount: 0, shipping: 495, lines: [{ from: 'unsent' }] },
    });
    expect(parse({ ...ofLines, amount: -1 }).success).toBe(false);
    expect(parse({ ...ofLines, shipping: 0 }).success).toBe(false);
    expect(parse({ kind: 'lines', lines: [{ ...tee, from: 'shelf' }] }).success).toBe(false);
    expect(parse({ kind: 'lines', lines: [tee, { ...tee, from: 'sent' }] }).success).toBe(false);
  });

  test('of shipping is for the whole remainder, or for a positive amount', () => {
    expect(parse({ kind: 'shipping' }).success).toBe(true);
    expect(parse({ kind: 'shipping', amount: 1 }).success).toBe(true);
    expect(parse({ kind: 'shipping', amount: 0 }).success).toBe(false);
  });
});

test('accepts a stored response from before units were counted', () => {
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  const refund = { id: 'a'.repeat(24), amount: eur(1), status: 'pending', reason: null };
  expect(RefundView.parse({ ...refund, createdAt: '2100-01-01T00:00:00.000Z' })).toMatchObject({
    ...{ lines: [], shipping: null },
  });
  const counts = OrderLine.pick({ canceledQuantity: true, returnedQuantity: true }).parse({});
  expect(counts).toEqual({ canceledQuantity: 0, returnedQuantity: 0 });
});
