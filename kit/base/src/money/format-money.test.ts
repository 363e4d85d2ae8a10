import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CURRENCIES } from './currencies.ts';
import { formatMoney, toDecimal, toMinorUnits } from './format-money.ts';
import { MAX_MINOR_UNITS, parseMoney } from './money.ts';

describe('formatMoney', () => {
  test.each([
    [1_148_000, 'HUF', 'HUF 11,480.00'],
    [1_148_000, 'RSD', 'RSD 11,480.00'],
    [1500, 'JPY', '¥1,500'],
    [1234, 'KWD', 'KWD 1.234'],
    [5, 'KWD', 'KWD 0.005'],
    [1999, 'EUR', '€19.99'],
    [MAX_MINOR_UNITS - 1, 'EUR', '€9,999,999,999.99'],
  ])('writes %i minor units of %s as %s', (amount, currency, text) => {
    // A no-break space separates the code from the number.
    expect(formatMoney({ amount, currency }, 'en').replaceAll('\u00a0', ' ')).toBe(text);
  });

  test('writes as many decimals as the table says for every currency', () => {
    for (const currency of CURRENCIES) {
      const digits = toDecimal({ amount: 1, currency }).split('.')[1]?.length ?? 0;
      expect(formatMoney({ amount: 0, currency }, 'en')).toMatch(
        digits === 0 ? /^\D*0$/ : new RegExp(`\\D0\\.0{${digits}}$|^\\D*0\\.0{${digits}}$`),
      );
    }
  });

  test('throws for an unknown currency instead of guessing its digits', () => {
    expect(() => formatMoney({ amount: 1, currency: 'ZZZ' })).toThrow(RangeError);
  });
});

test('a decimal text parses back to the same amount, in every currency', () => {
  const anyMoney = fc.record({
    amount: fc.integer({ min: 0, max: MAX_MINOR_UNITS }),
    currency: fc.constantFrom(...CURRENCIES),
  });
  fc.assert(
    fc.property(anyMoney, (money) => {
      expect(parseMoney(toDecimal(money), money.currency)).toEqual(money);
    }),
  );
});

test.each([
  [4.95, 'EUR', 495],
  [4.95, 'HUF', 495],
  [4.95, 'JPY', 5],
  [4.95, 'KWD', 4950],
  [19.99, 'EUR', 1999],
])('%f %s are %i minor units', (value, currency, amount) => {
  expect(toMinorUnits(value, currency)).toBe(amount);
});
