import { describe, expect, test } from 'vitest';
import { CURRENCIES, isCurrency, minorUnitDigits } from './currencies.ts';
import { CurrencyCode } from './money.ts';
import { FUNDS, LIST_ONE } from './testing/iso-4217.ts';

/** Listed with digits and not marked as funds, but not a means of payment. */
const UNITS_OF_ACCOUNT = ['UYW'];

const numbered = Object.entries(LIST_ONE).filter(([digits]) => digits !== 'N.A.');
const excluded = new Set([...FUNDS, ...UNITS_OF_ACCOUNT]);

describe('the table of currencies', () => {
  test('is ISO 4217 list one, without funds, units of account and what has no minor unit', () => {
    const expected = numbered.flatMap(([, codes]) => codes.filter((code) => !excluded.has(code)));
    expect([...CURRENCIES]).toEqual(expected.sort());
    expect(Object.values(LIST_ONE).flat()).toHaveLength(178);
  });

  test.each(numbered)('has %s digits where ISO 4217 does', (digits, codes) => {
    for (const code of codes.filter((each) => !excluded.has(each))) {
      expect([code, minorUnitDigits(code)]).toEqual([code, Number(digits)]);
    }
  });

  // By ICU 76 (Node 20.19) and ICU 78 (Node 20.20) these have other digits than in ISO 4217.
  test.each(['HUF', 'COP', 'IDR', 'PKR', 'RSD', 'ALL', 'MGA', 'LBP', 'AFN'])(
    'gives %s two digits whatever the ICU of the runtime says',
    (code) => {
      expect(minorUnitDigits(code)).toBe(2);
    },
  );

  test('keeps withdrawn codes readable without listing them', () => {
    expect(CURRENCIES).not.toContain('BGN');
    expect([isCurrency('BGN'), minorUnitDigits('BGN')]).toEqual([true, 2]);
  });
});

const unknown = [...(LIST_ONE['N.A.'] ?? []), ...excluded, 'ZZZ', 'DEM', 'eur', 'EU', 'EURO', ''];

test.each(unknown)('%j is rejected as a currency', (code) => {
  expect(CurrencyCode.safeParse(code).success).toBe(false);
  expect(() => minorUnitDigits(code)).toThrow(RangeError);
});

test('properties that every object inherits are not currencies', () => {
  for (const name of ['constructor', '__proto__', 'toString']) expect(isCurrency(name)).toBe(false);
});
