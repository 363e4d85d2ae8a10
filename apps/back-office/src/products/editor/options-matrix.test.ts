import { describe, expect, test } from 'vitest';
import {
  addOption,
  addValue,
  type Matrix,
  removeOption,
  removeValue,
  valuesOfOption,
} from './options-matrix.ts';
import { emptyVariant } from './product-values.ts';

const single: Matrix = {
  optionNames: [],
  variants: [{ ...emptyVariant('EUR'), sku: 'TEE', price: { amount: 1990, currency: 'EUR' } }],
};
const sized = addValue(addOption(single, 'Size', 'S'), 0, 'M');
const colored = addValue(addOption(sized, 'Color', 'Blue'), 1, 'Añil');

const rows = ({ variants }: Matrix) =>
  variants.map(({ sku, optionValues }) => `${optionValues.join('/')} ${sku}`);

describe('The options of a product', () => {
  test('begin with one that all variants get', () => {
    expect(rows(addOption(single, 'Size', 'S'))).toEqual(['S TEE']);
  });

  test('make a variant of each combination, with a SKU and the price of the first value', () => {
    expect(rows(colored)).toEqual([
      'S/Blue TEE',
      'M/Blue TEE-M',
      'S/Añil TEE-ANIL',
      'M/Añil TEE-M-ANIL',
    ]);
    expect(colored.variants.map(({ price }) => price.amount)).toEqual([1990, 1990, 1990, 1990]);
    expect(valuesOfOption(colored, 1)).toEqual(['Blue', 'Añil']);
  });

  test('do not add a value twice', () => {
    expect(addValue(colored, 0, 'M')).toBe(colored);
  });

  test('lose the variants of a value that is removed, but never the last one', () => {
    expect(rows(removeValue(colored, 1, 'Blue'))).toEqual(['S/Añil TEE-ANIL', 'M/Añil TEE-M-ANIL']);
    expect(removeValue(addOption(single, 'Size', 'S'), 0, 'S').variants).toHaveLength(1);
  });

  test('keep the first variant of each remaining combination when one is removed', () => {
    expect(rows(removeOption(colored, 1))).toEqual(['S TEE', 'M TEE-M']);
    expect(rows(removeOption(removeOption(colored, 1), 0))).toEqual([' TEE']);
  });

  test('leave a SKU empty where the proposed one is taken', () => {
    const taken: Matrix = {
      ...sized,
      variants: sized.variants.map((each, index) => ({ ...each, sku: index === 0 ? 'A' : 'A-L' })),
    };
    expect(rows(addValue(taken, 0, 'L'))).toEqual(['S A', 'M A-L', 'L ']);
  });
});
