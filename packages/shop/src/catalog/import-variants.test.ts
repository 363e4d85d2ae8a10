import { createReadStream, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { runCount } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvRecord, useImportShop } from './testing/use-import-shop.ts';

const shop = await useImportShop();
const { importRows, product, skusOf } = shop;

const SIZES = ['S', 'M', 'L'];
const size = (value: string, rest: CsvRecord = {}) => ({
  ...{ Handle: 'shirt', Title: 'Shirt', 'Option1 Name': 'Size', 'Option1 Value': value },
  ...{ 'Variant SKU': `SH-${value}`, ...rest },
});
const full = (value: string, rest: CsvRecord = {}) =>
  size(value, {
    ...{ 'Variant Price': '50', 'Variant Grams': '200', 'Variant Barcode': `12${value.length}` },
    ...{ 'Variant Inventory Tracker': 'shopify', 'Variant Inventory Qty': '5' },
    ...{ 'Variant Inventory Policy': 'continue', Tags: 'linen', ...rest },
  });
const create = () => importRows(SIZES.map((value) => full(value)));
const reasonsOf = async (rows: readonly CsvRecord[]) =>
  (await importRows(rows)).rejections.flatMap(({ reasons }) => reasons);

describe('a file with some variants of a product', () => {
  test('changes the variants that it names, needs no prices and leaves the others unchanged', async () => {
    await create();
    const before = await product('shirt');
    const report = await importRows([size('M', { 'Variant Grams': '250' })]);
    expect(report).toMatchObject({ updated: 1, rejected: 0, keptVariants: 2 });
    const after = await product('shirt');
    expect(after.variants).toEqual(
      before.variants.map((each) => (each.sku === 'SH-M' ? { ...each, weightGrams: 250 } : each)),
    );
    expect(await importRows([size('M', { 'Variant Grams': '250' })])).toMatchObject({
      unchanged: 1,
    });
  });

  test('removes the other variants when asked to', async () => {
    await create();
    const report = await importRows([full('M')], { replaceVariants: true });
    expect(report).toMatchObject({ updated: 1, keptVariants: 0 });
    expect(await skusOf('shirt')).toEqual(['SH-M']);
  });

  test('appends new variants, and adopts the order of a file that names all', async () => {
    await create();
    await importRows([full('XL'), full('M')]);
    expect(await skusOf('shirt')).toEqual(['SH-S', 'SH-M', 'SH-L', 'SH-XL']);
    const all = ['XL', 'L', 'M', 'S'];
    await importRows(all.map((value) => full(value)));
    expect(await skusOf('shirt')).toEqual(all.map((value) => `SH-${value}`));
  });

  test('needs a price for a variant that the shop does not have', async () => {
    await create();
    const message = 'and the shop has no such variant';
    expect(await reasonsOf([size('M'), size('XL')])).toEqual([
      `row 3: the file has no prices, ${message}`,
    ]);
    expect(await reasonsOf([full('M'), full('XL', { 'Variant Price': '' })])).toEqual([
      `row 3: Variant Price is empty, ${message}`,
    ]);
    expect(await reasonsOf([{ Handle: 'new', Title: 'New' }])).toEqual([
      `row 2: the file has no prices, ${message}`,
    ]);
    expect(await skusOf('shirt')).toEqual(SIZES.map((value) => `SH-${value}`));
  });

  test('keeps the price when its cell is empty', async () => {
    await create();
    await importRows([full('M', { 'Variant Price': '' }), full('S', { 'Variant Price': '45' })]);
    const prices = (await product('shirt')).variants.map(({ price }) => price.amount);
    expect(prices).toEqual([4500, 5000, 5000]);
  });

  test('keeps tracking and policy when it has quantities only', async () => {
    await create();
    const before = await product('shirt');
    const rows = SIZES.map((value) => size(value, { 'Variant Inventory Qty': '99' }));
    expect(await importRows(rows)).toMatchObject({ unchanged: 1, stock: { unchanged: 3 } });
    expect(await product('shirt')).toEqual(before);
  });

  test('matches variants by SKU when it has no options', async () => {
    await create();
    const row = { Handle: 'shirt', Title: 'Shirt', 'Variant SKU': 'SH-M', 'Variant Price': '9' };
    expect(await importRows([row])).toMatchObject({ updated: 1, keptVariants: 2 });
    expect(await product('shirt')).toMatchObject({
      optionNames: ['Size'],
      variants: [{ price: { amount: 5000 } }, { price: { amount: 900 } }, { optionValues: ['L'] }],
    });
    expect(await reasonsOf([{ ...row, 'Variant SKU': 'unheard-of' }])).toEqual([
      'the product has options in the shop, and the file has no columns for them',
    ]);
  });

  test('may describe the product only', async () => {
    await create();
    const { variants } = await product('shirt');
    const row = { Handle: 'shirt', Title: 'Shirt', Tags: 'summer' };
    expect(await importRows([row])).toMatchObject({ updated: 1, keptVariants: 3 });
    expect(await product('shirt')).toMatchObject({ tags: ['summer'], variants });
    const blank = { ...row, 'Option1 Name': '', 'Option1 Value': '', 'Variant Price': '' };
    expect(await importRows([blank], { replaceVariants: true })).toMatchObject({ unchanged: 1 });
  });

  test('is rejected when the other variants contradict it', async () => {
    await create();
    const color = { 'Option2 Name': 'Color', 'Option2 Value': 'Red' };
    const before = await product('shirt');
    expect(await reasonsOf([full('M', color)])).toEqual([
      expect.stringContaining('the file has other options; to leave those out, import the file'),
    ]);
    expect(await reasonsOf([full('M', { 'Variant SKU': 'SH-L' })])).toEqual([
      expect.stringMatching(/^SKU SH-L: another variant has the same option values; to leave/),
    ]);
    expect(await product('shirt')).toEqual(before);
    const options = { replaceVariants: true };
    expect(await importRows([full('M', color)], options)).toMatchObject({ updated: 1 });
  });

  test('never loses what it does not name, and changes nothing the second time', async () => {
    const anyRow = fc.record({
      value: fc.constantFrom('S', 'M', 'L', 'XL'),
      price: fc.constantFrom('', '50', '60'),
      sku: fc.boolean(),
      quantity: fc.constantFrom('', '0', '7'),
    });
    const anyFile = fc.uniqueArray(anyRow, {
      minLength: 1,
      maxLength: 4,
      selector: ({ value }) => value,
    });
    const property = fc.asyncProperty(
      fc.array(anyFile, { minLength: 1, maxLength: 2 }),
      async (files) => {
        await shop.clear();
        await create();
        for (const file of files) {
          const rows = file.map(({ value, price, sku, quantity }) =>
            size(value, {
              ...{ 'Variant Price': price, 'Variant SKU': sku ? `SH-${value}` : '' },
              'Variant Inventory Qty': quantity,
            }),
          );
          const before = await product('shirt');
          const first = await importRows(rows);
          const after = await product('shirt');
          const named = new Set<string>(file.map(({ value }) => value));
          const bySku = new Map(after.variants.map((variant) => [variant.sku, variant]));
          for (const variant of before.variants) {
            const [value = ''] = variant.optionValues;
            const stated = file.some((row) => row.sku && row.value === value);
            if (first.rejected === 0 && stated && variant.sku !== `SH-${value}`) {
              // The file names another SKU for it, which has separate stock.
              expect(bySku.get(`SH-${value}`)?.optionValues).toEqual([value]);
              continue;
            }
            const now = bySku.get(variant.sku);
            expect(now?.inventory).toEqual(variant.inventory);
            if (!named.has(variant.optionValues[0] ?? '')) expect(now).toEqual(variant);
          }
          expect(await importRows(rows)).toMatchObject({
            ...{ created: 0, updated: 0, rejected: first.rejected },
          });
          expect(await product('shirt')).toEqual(after);
        }
      },
    );
    const made = [
      { value: 'XL' as const, price: '50' as const, sku: false, quantity: '' as const },
      { value: 'S' as const, price: '' as const, sku: false, quantity: '' as const },
    ];
    const stated = made.map((each) => ({ ...each, price: '' as const, sku: each.value === 'XL' }));
    await fc.assert(property, { numRuns: runCount(3, 16), examples: [[[made, stated]]] });
  });
});

describe('the stock in a report', () => {
  const row = (handle: string, rest: CsvRecord) => ({
    ...{ Handle: handle, Title: handle, 'Variant SKU': handle, 'Variant Price': '1', ...rest },
  });
  const isTracked = { 'Variant Inventory Tracker': 'shopify' };

  test('shows that new SKUs start with the quantities of the file, and known ones keep theirs', async () => {
    const quantity = (value: string) => ({ ...isTracked, 'Variant Inventory Qty': value });
    const untracked = { 'Variant Inventory Tracker': '', 'Variant Inventory Qty': '0' };
    const rows = [row('a', quantity('3')), row('b', quantity('0')), row('c', untracked)];
    const { stock } = await importRows(rows);
    const opened = { opened: 3, openedSoldOut: 1, openedUntracked: 1, unchanged: 0 };
    expect(stock).toEqual({ hasQuantities: true, ...opened });
    const again = await importRows([
      ...rows,
      row('d', quantity('2')),
      row('a-2', { ...isTracked }),
    ]);
    const added = { opened: 2, openedSoldOut: 1, openedUntracked: 0, unchanged: 3 };
    expect(again.stock).toEqual({ hasQuantities: true, ...added });
  });

  test('shows that nothing can be bought when the file has no quantities', async () => {
    const { stock } = await importRows([row('a', isTracked), row('b', isTracked)]);
    const opened = { opened: 2, openedSoldOut: 2, openedUntracked: 0, unchanged: 0 };
    expect(stock).toEqual({ hasQuantities: false, ...opened });
  });
});

const folder = fileURLToPath(new URL('../../../../../shared/data/shopify/', import.meta.url));
const isAbsent = !existsSync(folder);

describe.skipIf(isAbsent)('real exports (skipped where ../shared/data/shopify is absent)', () => {
  const importFile = (name: string) =>
    shop.catalog.import(() => createReadStream(`${folder}${name}`), OPERATOR_ORIGIN);

  test.each([
    ['label-repeated-skus.csv', 48, 124, 130, 130],
    ['hair-no-quantities.csv', 84, 87, 445, 366],
  ])('%s imports completely, and once', async (name, products, derived, opened, soldOut) => {
    const first = await importFile(name);
    expect(first).toMatchObject({
      ...{ created: products, rejected: 0, derivedSkuCount: derived },
      stock: { hasQuantities: false, opened, openedSoldOut: soldOut },
    });
    expect(first.ignoredColumns).toContainEqual({ name: 'Gift Card', cells: products });
    expect(await importFile(name)).toMatchObject({
      ...{ unchanged: products, derivedSkus: first.derivedSkus },
      stock: { opened: 0, unchanged: opened },
    });
  });
});
