import type { Product } from '@trastienda/shop-client';
import { expect, test } from 'vitest';
import { breadcrumbData, plainText, productData } from './product-data.ts';

const PRICE = { amount: 4990, currency: 'EUR' };
const VARIANT = {
  sku: 'SHIRT-S',
  optionValues: ['S'],
  price: PRICE,
  compareAtPrice: null,
  barcode: null,
  weightGrams: null,
  requiresShipping: true,
  isTaxable: true,
  imageUrl: null,
  isInStock: true,
};
const SHIRT: Product = {
  id: '1',
  slug: 'shirt',
  title: 'Shirt',
  vendor: 'Taller',
  productType: 'Shirts',
  tags: [],
  priceRange: { min: PRICE, max: PRICE },
  isInStock: true,
  descriptionHtml: '<p>Linen &amp; <b>coconut</b>.</p>\n<p>Washed.</p>',
  seo: { title: null, description: null },
  images: [{ url: '/pictures/shirt.png', alt: null }],
  optionNames: ['Size'],
  variants: [VARIANT, { ...VARIANT, sku: 'SHIRT M', optionValues: ['M'], isInStock: false }],
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};

test('A product has an offer for each variant, with the decimals of its currency', () => {
  const data = productData(SHIRT, 'https://shop.example/products/shirt', 2);
  expect(data).toMatchObject({
    '@type': 'Product',
    description: 'Linen & coconut . Washed.',
    image: ['https://shop.example/pictures/shirt.png'],
    offers: [
      { sku: 'SHIRT-S', price: '49.90', availability: 'https://schema.org/InStock' },
      {
        sku: 'SHIRT M',
        url: 'https://shop.example/products/shirt?variant=SHIRT%20M',
        availability: 'https://schema.org/OutOfStock',
      },
    ],
  });
  const yen = { ...VARIANT, price: { amount: 500, currency: 'JPY' } };
  const japanese = productData({ ...SHIRT, variants: [yen] }, 'https://shop.example/', 0);
  expect(japanese).toMatchObject({ offers: [{ price: '500', priceCurrency: 'JPY' }] });
});

test('A description for search engines has no elements', () => {
  expect(plainText('<ul><li>a &lt; b</li><li>c&nbsp;d</li></ul>')).toBe('a < b c d');
});

test('Steps to a page are numbered from one', () => {
  const steps = [
    { name: 'Home', url: 'https://shop.example/' },
    { name: 'Shirts', url: 'https://shop.example/products' },
  ];
  expect(breadcrumbData(steps)).toMatchObject({
    itemListElement: [{ position: 1, name: 'Home' }, { position: 2 }],
  });
});
