import { runCount } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceOf, toCsv } from '../../base/csv/testing/csv-text.ts';
import { surveyShopifyCsv } from './survey-shopify-csv.ts';
import { readAll } from './testing/read-products.ts';

const word = fc.string({
  unit: fc.constantFrom('a', 'B', 'é', '漢', '7', '"', ',', ';', '&'),
  minLength: 1,
  maxLength: 12,
});
const cents = fc.integer({ min: 1, max: 99_999_999 });
const image = fc.nat(9).map((name) => `https://cdn.example.com/${name}.jpg`);

const product = fc.record({
  title: word,
  vendor: fc.option(word),
  descriptionHtml: fc
    .string({ unit: fc.constantFrom('<p>', 'x', '\n', '\r\n', '"', ','), minLength: 1 })
    .map((text) => `<div>${text}</div>`),
  status: fc.constantFrom('active', 'draft', 'archived'),
  images: fc.uniqueArray(image, { maxLength: 4 }),
  sizes: fc.uniqueArray(word, { minLength: 1, maxLength: 5 }),
  prices: fc.array(cents, { minLength: 5, maxLength: 5 }),
});

const decimal = (amount: number) =>
  `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;

const catalog = fc
  .array(product, { maxLength: 8 })
  .map((products) => products.map((each, index) => ({ ...each, slug: `product-${index}` })));

type Catalog = ReturnType<typeof catalog.generate>['value'];

/** Writes a catalog as Shopify does: variants and images side by side from the first row on. */
function rowsOf(products: Catalog): Record<string, string>[] {
  return products.flatMap(
    ({ slug, title, vendor, descriptionHtml, status, images, sizes, prices }) =>
      Array.from({ length: Math.max(images.length, sizes.length) }, (_, index) => {
        const url = images[index];
        const size = sizes[index];
        return {
          Handle: slug,
          Title: index === 0 ? title : '',
          'Body (HTML)': index === 0 ? descriptionHtml : '',
          Vendor: index === 0 ? (vendor ?? '') : '',
          Status: index === 0 ? status : '',
          'Option1 Name': index === 0 ? 'Size' : '',
          'Option1 Value': size ?? '',
          'Variant Price': size === undefined ? '' : decimal(prices[index] ?? 0),
          'Image Src': url ?? '',
          'Image Position': url === undefined ? '' : String(index + 1),
        };
      }),
  );
}

const summary = (products: Catalog) =>
  products.map(({ slug, title, vendor, descriptionHtml, status, images, sizes, prices }) => ({
    slug,
    title,
    vendor,
    descriptionHtml,
    status,
    images: images.map((url) => ({ url, alt: null })),
    optionNames: ['Size'],
    variants: sizes.map((size, index) => ({
      sku: null,
      optionValues: [size],
      price: { amount: prices[index], currency: 'EUR' },
    })),
  }));

describe('any Shopify product CSV', () => {
  test('is read as the products that it was written from', async () => {
    const format = fc.record({
      newline: fc.constantFrom('\n', '\r\n'),
      delimiter: fc.constantFrom(',', ';', '\t'),
      isAllQuoted: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        catalog.filter(({ length }) => length > 0),
        format,
        fc.constantFrom('', '\uFEFF'),
        fc.integer({ min: 1, max: 200 }),
        async (products, how, mark, pieceBytes) => {
          const text = mark + toCsv(rowsOf(products), how);
          const read = await readAll(sourceOf(text, pieceBytes));
          const found = read.map((each) => (each.kind === 'product' ? each.product : each));
          expect(found).toMatchObject(summary(products));
        },
      ),
    );
  });

  test('returns the same products when its rows are shuffled', async () => {
    const shuffled = catalog
      .filter(({ length }) => length > 0)
      .chain((products) => {
        const rows = rowsOf(products);
        const order = fc.shuffledSubarray(rows, { minLength: rows.length });
        return fc.record({ products: fc.constant(products), rows: order });
      });
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ products, rows }) => {
        const read = await readAll(sourceOf(toCsv(rows), 500));
        expect(read.map(({ kind }) => kind)).toEqual(products.map(() => 'product'));
        expect(new Set(read.map(({ handle }) => handle)).size).toBe(products.length);
      }),
    );
  });

  test('has each of its rows in exactly one product or rejection, for any cells', async () => {
    const cell = fc.oneof(
      fc.constantFrom('', ' ', 'a', 'A', 'b', '1', '0', 'true', '-', 'Title', 'Default Title'),
      fc.string({ unit: 'binary', maxLength: 6 }).map((text) => text.replaceAll('\0', '')),
    );
    const row = fc.record({
      Handle: fc.constantFrom('a', 'b', 'B ', '', '?', ' '),
      Title: cell,
      Status: cell,
      Tags: cell,
      'Option1 Name': cell,
      'Option1 Value': cell,
      'Option2 Name': cell,
      'Variant SKU': cell,
      'Variant Price': cell,
      'Variant Grams': cell,
      'Image Src': cell,
      'Image Position': cell,
      'SEO Title': cell,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
        const source = sourceOf(toCsv(rows, { isAllQuoted: true }), 300);
        const survey = await surveyShopifyCsv(source);
        const read = await readAll(source);
        const numbers = read.flatMap((each) => each.rows);
        expect(read).toHaveLength(survey.products);
        expect(numbers).toHaveLength(survey.rows);
        expect(new Set(numbers).size).toBe(survey.rows);
        for (const each of read) {
          if (each.kind === 'rejected') expect(each.reasons.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: runCount(100, 600) },
    );
  });
});
