import { describe, expect, test } from 'vitest';
import { AdjustStockInput, ListStockInput, ReceiveStockInput } from './stock.ts';

describe('a change of stock by staff', () => {
  test('is a non-zero whole number with its SKU', () => {
    const receive = { sku: 'MUG', quantity: 5 };
    expect(ReceiveStockInput.parse(receive)).toEqual({ ...receive, reason: null });
    for (const quantity of [0, -1, 1.5, 1_000_001]) {
      expect(ReceiveStockInput.safeParse({ ...receive, quantity }).success).toBe(false);
    }
  });

  test('after a count is positive or negative, but not zero, and needs a reason', () => {
    const adjust = { sku: 'MUG', change: -5, reason: 'broken' };
    expect(AdjustStockInput.parse(adjust)).toEqual(adjust);
    expect(AdjustStockInput.safeParse({ ...adjust, change: 0 }).success).toBe(false);
    const { reason: _, ...unexplained } = adjust;
    expect(AdjustStockInput.safeParse(unexplained).success).toBe(false);
  });
});

test('a stock list returns a page of all SKUs by default', () => {
  expect(ListStockInput.parse({})).toEqual({ limit: 24 });
});
