import { describe, expect, it } from 'vitest';
import { FulfilOrderInput, RefundOrderInput } from './order-calls.ts';

const about = { orderId: 'a'.repeat(24), idempotencyKey: 'key-of-16-letters' };
const tee = { sku: 'TEE', quantity: 1 };

describe('lines of an order in a call', () => {
  it('name each SKU once, so that two small quantities are no way around a limit', () => {
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

  it('puts nothing back on the shelf unless told', () => {
    expect(parse({ kind: 'lines', lines: [tee] }).data?.what).toMatchObject({ restock: false });
    expect(parse({ kind: 'everything' }).data?.what).toMatchObject({ restock: false });
  });

  it('is of a whole, positive amount', () => {
    for (const amount of [0, -1, 0.5, '1', 2 ** 53]) {
      expect(parse({ kind: 'amount', amount }).success).toBe(false);
    }
    expect(parse({ kind: 'amount', amount: 1 }).success).toBe(true);
  });
});
