import { Decimal128 } from 'bson';
import fc from 'fast-check';
import { expect, describe as group, test } from 'vitest';
import {
  compareFinite,
  type Decimal,
  decimalFromDouble,
  exactDecimal,
  type FiniteDecimal,
  parseDecimal,
  readDecimal,
  writeDecimal,
} from './decimal.ts';
import {
  addDecimals,
  divideDecimals,
  multiplyDecimals,
  quantizeDecimal,
  remainderOfDecimals,
} from './decimal-arithmetic.ts';

const small = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: -20, max: 20 }))
  .map(([coefficient, exponent]): FiniteDecimal => ({ coefficient, exponent }));

function finite(value: Decimal): FiniteDecimal {
  if (typeof value === 'number') throw new Error('not finite');
  return value;
}

const text = (value: Decimal): string => writeDecimal(value).toString();
const of = (value: string): Decimal => readDecimal(Decimal128.fromString(value));

group('decimals', () => {
  test('are read and written without change', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 34n) + 1n, max: 10n ** 34n - 1n }),
        fc.integer({ min: -6176, max: 6111 }),
        (coefficient, exponent) => {
          fc.pre(coefficient !== 0n);
          const value = Decimal128.fromString(`${coefficient}E${exponent}`);
          expect(readDecimal(value)).toEqual({ coefficient, exponent });
          expect(writeDecimal(readDecimal(value)).toString()).toBe(value.toString());
        },
      ),
    );
  });

  test('that are not finite stay so', () => {
    expect(['NaN', 'Infinity', '-Infinity'].map((name) => text(of(name)))).toEqual([
      'NaN',
      'Infinity',
      '-Infinity',
    ]);
  });

  test('out of range become infinite or zero', () => {
    expect(text({ coefficient: 1n, exponent: 7000 })).toBe('Infinity');
    expect(text({ coefficient: 1n, exponent: 6120 })).toBe(
      Decimal128.fromString('1E6120').toString(),
    );
    expect(text({ coefficient: 1n, exponent: -7000 })).toBe('0E-6176');
  });

  test('add and multiply exactly while the result has at most 34 digits', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        const product = finite(multiplyDecimals(a, b));
        expect(product.coefficient * 10n ** BigInt(product.exponent + 40)).toBe(
          a.coefficient * b.coefficient * 10n ** BigInt(a.exponent + b.exponent + 40),
        );
        const difference = addDecimals(finite(addDecimals(a, b)), {
          coefficient: -b.coefficient,
          exponent: b.exponent,
        });
        if (Math.abs(a.exponent - b.exponent) < 15)
          expect(compareFinite(finite(difference), a)).toBe(0);
      }),
    );
  });

  test('divide to 34 digits, rounding half to even', () => {
    expect(text(divideDecimals(of('2'), of('3')))).toBe('0.6666666666666666666666666666666667');
    expect(text(divideDecimals(of('10.0'), of('2')))).toBe('5.0');
    expect(text(divideDecimals(of('1'), of('0')))).toBe('Infinity');
    expect(text(remainderOfDecimals(of('-7.5'), of('2')))).toBe('-1.5');
  });

  test('round to a place', () => {
    expect(text(quantizeDecimal(of('2.345'), 2, 'halfEven'))).toBe('2.34');
    expect(text(quantizeDecimal(of('-2.5'), 0, 'floor'))).toBe('-3');
    expect(text(quantizeDecimal(of('2.1'), 0, 'ceil'))).toBe('3');
    expect(text(quantizeDecimal(of('1250'), -2, 'halfEven'))).toBe('1.2E+3');
  });

  test('are converted from doubles with 15 digits, or exactly', () => {
    expect(text(decimalFromDouble(0.1))).toBe('0.100000000000000');
    expect(compareFinite(finite(exactDecimal(0.1)), finite(of('0.1')))).toBe(1);
    expect(exactDecimal(2 ** 70)).toEqual({ coefficient: 2n ** 70n, exponent: 0 });
  });

  test('are parsed from text', () => {
    expect(parseDecimal('-12.50e2')).toEqual({ coefficient: -1250n, exponent: 0 });
    expect(parseDecimal('.5')).toEqual({ coefficient: 5n, exponent: -1 });
    expect(['', '.', 'x', '1e', '0x10'].map(parseDecimal)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
