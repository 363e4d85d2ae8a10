import { expect, test } from 'vitest';
import { cartOf } from '../checkout/testing/checkouts.ts';
import { availableOf } from './use-change-text.ts';

test('A line that is only short of stock has another text than one that is not for sale', () => {
  const cart = cartOf({
    changes: [
      { kind: 'unavailable', sku: 'PRINT', reason: 'not-for-sale' },
      { kind: 'stock-short', sku: 'MUG', reason: 'insufficient', available: 2 },
    ],
  });
  expect(availableOf(cart, 'MUG')).toBe(2);
  expect(availableOf(cart, 'PRINT')).toBeNull();
});
