import { createReadStream, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { CsvSource } from '../../base/csv/csv-source.ts';
import { surveyShopifyCsv } from './survey-shopify-csv.ts';
import { readAll } from './testing/read-products.ts';

const folder = new URL('../../../../../../shared/data/shopify/', import.meta.url);
const pathOf = (name: string) => fileURLToPath(new URL(name, folder));
const isAbsent = !existsSync(pathOf('apparel.csv'));
const absence = isAbsent ? ' (skipped: ../shared/data/shopify is not beside the repository)' : '';

const source =
  (name: string): CsvSource =>
  () =>
    createReadStream(pathOf(name));

describe.skipIf(isAbsent)(`public Shopify exports${absence}`, () => {
  test.each([
    ['apparel.csv', 22, 20],
    ['home-and-garden.csv', 21, 20],
    ['hair-no-quantities.csv', 565, 84],
    ['label-repeated-skus.csv', 194, 48],
  ])('%s is read without a rejection', async (name, rows, products) => {
    expect(await surveyShopifyCsv(source(name))).toMatchObject({
      rows,
      products,
      scatteredHandles: new Set(),
    });
    const read = await readAll(source(name));
    expect(read.filter(({ kind }) => kind === 'rejected')).toEqual([]);
    expect(read).toHaveLength(products);
  });

  test('apparel.csv has a top in three sizes', async () => {
    const read = await readAll(source('apparel.csv'), 'USD');
    expect(read[1]).toMatchObject({
      handle: 'classic-varsity-top',
      rows: [3, 4, 5],
      product: {
        title: 'Classic Varsity Top',
        status: 'active',
        tags: ['women'],
        optionNames: ['Size'],
        images: [{ alt: null }],
        variants: [
          { sku: null, optionValues: ['Small'], price: { amount: 6000, currency: 'USD' } },
          { sku: null, optionValues: ['Medium'] },
          { sku: null, optionValues: ['Large'] },
        ],
      },
    });
  });

  test('home-and-garden.csv has a reduced light and a pot in two sizes with an image each', async () => {
    const [pot, light] = await readAll(source('home-and-garden.csv'));
    expect(pot).toMatchObject({
      product: {
        productType: 'Outdoor',
        tags: ['Pot', 'Plants'],
        images: [{}, {}],
        variants: [{ price: { amount: 999 } }, { price: { amount: 1599 } }],
      },
    });
    expect(light).toMatchObject({
      product: {
        optionNames: [],
        variants: [{ optionValues: [], compareAtPrice: { amount: 7500 } }],
      },
    });
  });
});
