import { expect, test } from 'vitest';
import { parsePriceLines } from './parse-price-lines.ts';

test('Lines of a spreadsheet are prices', () => {
  const text = 'TAZA-1\t19.90\nTAZA-2;19,90\n\n TAZA 3  20 ';
  expect(parsePriceLines(text, 'USD')).toEqual({
    prices: [
      { sku: 'TAZA-1', amount: 1990 },
      { sku: 'TAZA-2', amount: 1990 },
      { sku: 'TAZA 3', amount: 2000 },
    ],
    badLines: [],
  });
});

test('Lines that cannot be read are named by their number', () => {
  expect(parsePriceLines('TAZA-1 19.90\nTAZA-2\nTAZA-3 1.999', 'USD').badLines).toEqual([2, 3]);
});

test('The last price of a SKU counts', () => {
  expect(parsePriceLines('A 1\nA 2', 'USD').prices).toEqual([{ sku: 'A', amount: 200 }]);
});
