import type { Variant } from '@trastienda/shop-client';
import { describe, expect, test } from 'vitest';
import { choose, findByValues, initialVariant, stateOf, valuesOf } from './variants.ts';

const variant = (sku: string, optionValues: string[], isInStock = true): Variant => ({
  sku,
  optionValues,
  isInStock,
  price: { amount: 1000, currency: 'EUR' },
  compareAtPrice: null,
  barcode: null,
  weightGrams: null,
  requiresShipping: true,
  isTaxable: true,
  imageUrl: null,
});

const shirt = {
  optionNames: ['Size', 'Color'],
  variants: [
    variant('S-BLUE', ['S', 'Blue'], false),
    variant('S-RED', ['S', 'Red']),
    variant('M-BLUE', ['M', 'Blue']),
    variant('L-GREEN', ['L', 'Green']),
  ],
};
const [smallBlue, smallRed, mediumBlue] = shirt.variants;
if (!smallBlue || !smallRed || !mediumBlue) throw new Error('The shirt has variants.');

describe('A product page begins with', () => {
  test('the variant of its address', () => {
    expect(initialVariant(shirt, 'M-BLUE')?.sku).toBe('M-BLUE');
  });

  test('the first variant that can be bought', () => {
    expect(initialVariant(shirt, null)?.sku).toBe('S-RED');
    expect(initialVariant(shirt, 'GONE')?.sku).toBe('S-RED');
  });

  test('the first variant where none can be bought', () => {
    const soldOut = { ...shirt, variants: [smallBlue] };
    expect(initialVariant(soldOut, null)?.sku).toBe('S-BLUE');
    expect(initialVariant({ optionNames: [], variants: [] }, null)).toBeUndefined();
  });
});

describe('Values of an option', () => {
  test('are in the order of the variants, each once', () => {
    expect(valuesOf(shirt, 0)).toEqual(['S', 'M', 'L']);
    expect(valuesOf(shirt, 1)).toEqual(['Blue', 'Red', 'Green']);
  });

  test('say whether they can be had with the other values', () => {
    expect(stateOf(shirt, smallRed, 1, 'Red')).toBe('available');
    expect(stateOf(shirt, smallRed, 1, 'Blue')).toBe('sold-out');
    expect(stateOf(shirt, smallRed, 1, 'Green')).toBe('missing');
    expect(stateOf(shirt, smallRed, 0, 'M')).toBe('missing');
  });
});

describe('Choosing a value', () => {
  test('keeps the other options', () => {
    expect(choose(shirt, smallRed, 1, 'Blue').sku).toBe('S-BLUE');
  });

  test('changes the others where there is no such combination', () => {
    expect(choose(shirt, smallRed, 0, 'M').sku).toBe('M-BLUE');
    expect(choose(shirt, mediumBlue, 1, 'Green').sku).toBe('L-GREEN');
  });

  test('prefers a variant that can be bought', () => {
    const product = { ...shirt, variants: [smallBlue, smallRed, variant('M-PINK', ['M', 'Pink'])] };
    const [, , pink] = product.variants;
    expect(pink && choose(product, pink, 0, 'S').sku).toBe('S-RED');
  });
});

test('A variant is found by all of its values', () => {
  expect(findByValues(shirt, ['M', 'Blue'])?.sku).toBe('M-BLUE');
  expect(findByValues(shirt, ['M', 'Red'])).toBeUndefined();
  const single = { optionNames: [], variants: [variant('ONE', [])] };
  expect(findByValues(single, [])?.sku).toBe('ONE');
});
