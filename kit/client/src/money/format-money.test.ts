import { CURRENCIES, formatMoney as formatMoneyOfBase } from '@trastienda/base';
import { expect, test } from 'vitest';
import { formatMoney } from './format-money.ts';

test('Money has the digits of ISO 4217 and the form of the locale', () => {
  const text = (amount: number, currency: string, locale: string) =>
    formatMoney({ amount, currency }, locale).replaceAll('\u00a0', ' ');
  expect(text(1999, 'EUR', 'es')).toBe('19,99 €');
  expect(text(1_148_000, 'HUF', 'en')).toBe('HUF 11,480.00');
  expect(text(1500, 'JPY', 'en')).toBe('¥1,500');
  expect(text(-5, 'KWD', 'en')).toBe('-KWD 0.005');
});

test('It is the text that the server writes, in every currency', () => {
  for (const currency of CURRENCIES) {
    for (const amount of [0, 7, 1999, 999_999_999_999]) {
      const money = { amount, currency };
      expect(formatMoney(money, 'en')).toBe(formatMoneyOfBase(money, 'en'));
    }
  }
});

test('A malformed currency is an error', () => {
  expect(() => formatMoney({ amount: 1, currency: 'E' })).toThrow(RangeError);
});
