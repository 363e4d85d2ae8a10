import { expect, test } from 'vitest';
import { formatMoneyText, parseMoneyText } from './money-text.ts';

test.each([
  [123450, 2, 'es', '1234,50'],
  [123450, 2, 'en', '1234.50'],
  [5, 2, 'en', '0.05'],
  [0, 2, 'es', '0,00'],
  [1500, 0, 'ja', '1500'],
  [1500, 3, 'en', '1.500'],
  [-250, 2, 'en', '-2.50'],
])('%i minor units with %i digits are written in %s as %s', (amount, digits, locale, text) => {
  expect(formatMoneyText(amount, digits, locale)).toBe(text);
});

test.each([
  ['12', 2, 'es', 1200],
  ['12,5', 2, 'es', 1250],
  ['12.5', 2, 'es', 1250],
  ['12.50', 2, 'es', 1250],
  ['1.234,50', 2, 'es', 123450],
  ['1.234', 2, 'es', 123400],
  ['1,234.50', 2, 'en', 123450],
  ['1,234', 2, 'en', 123400],
  ['1 234,5', 2, 'fr', 123450],
  ['1.234.567', 0, 'es', 1234567],
  ['1.234', 3, 'en', 1234],
  [',5', 2, 'es', 50],
  ['12,', 2, 'es', 1200],
])('The text %s with %i digits in %s is %i minor units', (text, digits, locale, amount) => {
  expect(parseMoneyText(text, digits, locale)).toBe(amount);
});

test.each(['', ' ', '1,234', 'abc', '-1', '12,345', '1e5', '99999999999999999'])(
  'The text "%s" is no amount of a currency with two digits in Spain',
  (text) => {
    expect(parseMoneyText(text, 2, 'es')).toBeNull();
  },
);

test('Every amount that is written can be read again', () => {
  for (const locale of ['es', 'en', 'de', 'fr']) {
    for (const digits of [0, 2, 3]) {
      for (const amount of [0, 1, 10, 99, 100, 1000, 123_456, 1_000_000]) {
        expect(parseMoneyText(formatMoneyText(amount, digits, locale), digits, locale)).toBe(
          amount,
        );
      }
    }
  }
});
