import { describe, expect, test } from 'vitest';
import { readAmount, writeAmount } from './read-amount.ts';

describe('a typed amount', () => {
  test.each([
    ['12,50', 2, 1250],
    ['12.5', 2, 1250],
    [' 12 ', 2, 1200],
    ['1 500', 0, 1500],
    ['0', 2, 0],
    ['1,005', 3, 1005],
  ])('%j with %i digits is %i minor units', (text, digits, amount) => {
    expect(readAmount(text, digits)).toBe(amount);
  });

  test.each(['', '12,505', '-1', '1.000,50', 'abc', '9'.repeat(20)])('is not %j', (text) => {
    expect(readAmount(text, 2)).toBeNull();
  });

  test('is read as it was written, in both languages', () => {
    for (const locale of ['es', 'en']) {
      expect(readAmount(writeAmount(123_456, 2, locale), 2)).toBe(123_456);
    }
    expect(writeAmount(1250, 2, 'es')).toBe('12,50');
    expect(writeAmount(5, 2, 'en')).toBe('0.05');
    expect(writeAmount(1500, 0, 'en')).toBe('1500');
  });
});
