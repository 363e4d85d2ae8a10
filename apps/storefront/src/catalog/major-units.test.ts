import { expect, test } from 'vitest';
import { formatMajorUnits, parseMajorUnits, toDecimalText } from './major-units.ts';

test.each([
  ['19.90', 2, 1990],
  ['19,9', 2, 1990],
  ['20', 2, 2000],
  [' 1500 ', 0, 1500],
  ['0.005', 3, 5],
  ['1.5', 0, null],
  ['1.999', 2, null],
  ['-3', 2, null],
  ['1e3', 2, null],
  ['', 2, null],
  [null, 2, null],
])('The amount %s with %i digits is %s', (text, digits, amount) => {
  expect(parseMajorUnits(text, digits)).toBe(amount);
});

test('Amounts are written as they are read', () => {
  expect(toDecimalText(1990, 2)).toBe('19.90');
  expect(toDecimalText(5, 3)).toBe('0.005');
  expect(toDecimalText(500, 0)).toBe('500');
  expect(formatMajorUnits(2000, 2)).toBe('20');
  expect(formatMajorUnits(1990, 2)).toBe('19.90');
  expect(formatMajorUnits(5, 2)).toBe('0.05');
});
