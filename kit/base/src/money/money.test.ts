import { describe, expect, test } from 'vitest';
import { parseMoney } from './money.ts';

describe('parseMoney', () => {
  test.each([
    ['50', 'EUR', 5000],
    ['19.9', 'EUR', 1990],
    ['19.99', 'EUR', 1999],
    ['19.', 'EUR', 1900],
    ['1500', 'JPY', 1500],
    ['1000000000000', 'JPY', 1_000_000_000_000],
    ['1500.00', 'JPY', 1500],
    ['1.234', 'KWD', 1234],
    ['0', 'EUR', 0],
  ])('reads %s %s as %i minor units', (text, currency, amount) => {
    expect(parseMoney(text, currency)).toEqual({ amount, currency });
  });

  test.each(['', '-1', '1,50', '1.999', '1e3', ' ', 'NaN', '0x10', '99999999999999'])(
    'rejects %j instead of guessing',
    (text) => {
      expect(parseMoney(text, 'EUR')).toBeNull();
    },
  );
});
