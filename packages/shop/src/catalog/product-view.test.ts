import { pickFields } from '@trastienda/base';
import { SummaryFields } from '@trastienda/shop-contract';
import { productFixture } from '@trastienda/shop-testing';
import { expect, test } from 'vitest';
import { toProductSummary, toProductView } from './product-view.ts';

const AT = new Date('2026-01-31T12:00:00.000Z');
const base = {
  ...productFixture({ title: 'Ocean Blue Shirt', vendor: 'Aalto', tags: ['men', 'blue'] }),
  ...{ id: 'a'.repeat(24), revision: 2, createdAt: AT, updatedAt: AT },
};
const product = {
  ...base,
  variants: [
    { amount: 5000, quantity: 0 },
    { amount: 4500, quantity: 2 },
  ].flatMap(({ amount, quantity }, index) =>
    base.variants.slice(0, 1).map((variant) => ({
      ...variant,
      sku: `OCEAN-${index}`,
      price: { amount, currency: 'EUR' },
      inventory: { isTracked: true, quantity, policy: 'deny' as const },
    })),
  ),
};

test('a product view has the values derived from its variants', () => {
  const view = toProductView(product);
  expect(view).toMatchObject({
    ...product,
    priceRange: {
      min: { amount: 4500, currency: 'EUR' },
      max: { amount: 5000, currency: 'EUR' },
    },
    isInStock: true,
    createdAt: '2026-01-31T12:00:00.000Z',
    updatedAt: '2026-01-31T12:00:00.000Z',
  });
  expect(view.variants.map((variant) => variant.isInStock)).toEqual([false, true]);
  expect(view).not.toHaveProperty('sourceHandle');
  expect(toProductView({ ...product, sourceHandle: 'ocean' }).sourceHandle).toBe('ocean');
});

test('a product without variants in stock is not in stock', () => {
  const variants = product.variants.slice(0, 1);
  expect(toProductView({ ...product, variants }).isInStock).toBe(false);
});

test('a product without variants is an error of the program', () => {
  expect(() => toProductView({ ...product, variants: [] })).toThrow(RangeError);
});

test('a summary has its price range, and is in stock as the listing says', () => {
  const { id, revision } = product;
  const shown = { id, ...pickFields(SummaryFields.shape, product), revision };
  const state = { ...shown, image: null, isInStock: false, updatedAt: AT };
  expect(toProductSummary({ ...state, currency: 'EUR', minPrice: 4500, maxPrice: 5000 })).toEqual({
    ...state,
    priceRange: {
      min: { amount: 4500, currency: 'EUR' },
      max: { amount: 5000, currency: 'EUR' },
    },
    updatedAt: '2026-01-31T12:00:00.000Z',
  });
});
