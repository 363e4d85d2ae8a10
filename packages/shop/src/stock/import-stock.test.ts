import {
  type CallOrigin,
  ListStockMovementsInput,
  OPERATOR_ORIGIN,
  UpdateProductInput,
} from '@trastienda/shop-contract';
import { productFixture } from '@trastienda/shop-testing';
import { runCount } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceOf, toCsv } from '../base/csv/testing/csv-text.ts';
import { type CsvRecord, useImportShop } from '../catalog/testing/use-import-shop.ts';
import { adjustStock, commitStock, reserveStock } from './change-stock.ts';
import { createStockService } from './create-stock-service.ts';
import { openStock } from './open-stock.ts';
import type { StockImportOptions } from './stock-service.ts';

const shop = await useImportShop();

const STAFF: CallOrigin = {
  ...OPERATOR_ORIGIN,
  actor: {
    kind: 'account',
    accountId: 'b'.repeat(24),
    sessionId: 's',
    role: 'staff',
    permissions: ['stock:write'],
    isRecent: true,
  },
  requestId: 'request-1',
};

const cause = { at: new Date('2026-01-01'), requestId: null };
const clock = { now: () => new Date('2026-03-01') };
const service = (database = shop.database) => createStockService({ database, clock });
const importText = (text: string, options?: StockImportOptions) =>
  service().import(sourceOf(text, 500), STAFF, options);
const importStock = (rows: readonly CsvRecord[], options?: StockImportOptions) =>
  importText(toCsv(rows), options);

const product = (size: string, sku: string, rest: CsvRecord = {}) => ({
  ...{ Handle: 'Shirt™', Title: 'Shirt', 'Option1 Name': 'Size', 'Option1 Value': size },
  ...{ 'Variant SKU': sku, 'Variant Price': '10', 'Variant Inventory Tracker': 'shopify', ...rest },
});
const stocked = (size: string, sku: string, quantity: string, location = 'Shop') => ({
  ...{ Handle: 'Shirt™', Title: 'Shirt', 'Option1 Name': 'Size', 'Option1 Value': size },
  ...{ SKU: sku, Location: location, 'On hand (current)': quantity, 'On hand (new)': '' },
});
const simple = (sku: string, quantity: string) => ({ SKU: sku, 'On hand': quantity });

const onHand = async (...skus: string[]) => {
  const views = new Map((await shop.database.stock.find(skus)).map((view) => [view.sku, view]));
  return skus.map((sku) => views.get(sku)?.onHand);
};
const movements = async (sku: string) =>
  (await shop.database.stock.listMovements(ListStockMovementsInput.parse({ sku, limit: 100 })))
    .items;
const NONE = {
  ...{ changed: 0, unchanged: 0, setBefore: 0, notStocked: 0, untracked: 0, withheldUnits: 0 },
  ...{ limitedCount: 0, limited: [], unknownCount: 0, unknown: [], rejected: 0, rejections: [] },
};

describe('importing an inventory CSV', () => {
  test('sets stock that an import of products left at 0, and changes nothing the second time', async () => {
    await shop.importRows([product('S', 'A'), product('M', 'B')]);
    const rows = [
      ...[stocked('S', 'A', '3'), stocked('M', 'B', '1')],
      ...[stocked('S', 'A', '4', 'Warehouse'), stocked('M', 'B', 'not stocked', 'Warehouse')],
    ];
    const counted = { ...NONE, rows: 4, ignoredColumns: [] };
    expect(await importStock(rows)).toMatchObject({ ...counted, changed: 2 });
    expect(await onHand('A', 'B')).toEqual([7, 1]);
    const before = await movements('A');
    expect(await importStock(rows)).toMatchObject({ ...counted, setBefore: 2 });
    expect(await movements('A')).toEqual(before);
    expect(before).toMatchObject([
      {
        kind: 'adjusted',
        onHandChange: 7,
        reason: expect.stringMatching(/^inventory import [0-9a-f]{12}$/),
      },
    ]);
  });

  test('does not undo later sales, unless asked to', async () => {
    await shop.importRows([product('S', 'A')]);
    await importStock([simple('A', '5')]);
    await adjustStock(shop.database, { sku: 'A', quantity: -2 }, cause);
    expect(await importStock([simple('A', '5')])).toMatchObject({ setBefore: 1 });
    expect(await onHand('A')).toEqual([3]);
    expect(await importStock([simple('A', '5')], { again: true })).toMatchObject({ changed: 1 });
    expect(await onHand('A')).toEqual([5]);
  });

  test('matches variants by handle and options when the source has one SKU for several', async () => {
    await shop.importRows([product('S', 'ST-1'), product('M', 'ST-1')]);
    const rows = [stocked('S', 'ST-1', '3'), stocked('M', 'ST-1', '4')];
    expect(await importStock(rows)).toMatchObject({ ...NONE, changed: 2 });
    expect(await onHand('ST-1-s', 'ST-1-m')).toEqual([3, 4]);
    // The same applies when only one of them is in the file.
    expect(await importStock([stocked('M', 'ST-1', '9')])).toMatchObject({ ...NONE, changed: 1 });
    expect(await onHand('ST-1-s', 'ST-1-m')).toEqual([3, 9]);
    expect(await importStock([stocked('S', '', '8')])).toMatchObject({ ...NONE, changed: 1 });
    expect(await onHand('ST-1-s')).toEqual([8]);
  });

  test('matches variants by SKU when options have changed since, or the file has no handles', async () => {
    await shop.importRows([product('S', 'A')]);
    expect(await importStock([stocked('Small', 'A', '3')])).toMatchObject({ ...NONE, changed: 1 });
    expect(await importStock([simple('A', '4')])).toMatchObject({ ...NONE, changed: 1 });
    expect(await onHand('A')).toEqual([4]);
  });

  test('does not match a row to a variant of another product with the same SKU', async () => {
    const mug = { Handle: 'mug', Title: 'Mug' };
    const sizes = [product('S', '', mug), product('M', '', mug)];
    await shop.importRows(sizes.map((row) => ({ ...row, 'Variant Inventory Qty': '5' })));
    const unmatched = { Handle: 'other-thing', Title: 'Other', Location: 'Shop', SKU: 'mug-s' };
    const rows = [
      { ...unmatched, Available: '99' },
      { ...stocked('M', '', ''), Handle: 'mug', SKU: '', Available: '7' },
    ];
    expect(await importStock(rows)).toMatchObject({
      ...{ changed: 1, unknownCount: 1 },
      unknown: [{ rows: [2], sku: 'mug-s', handle: 'other-thing' }],
    });
    expect(await onHand('mug-s', 'mug-m')).toEqual([5, 7]);
    // Also when the shop has the other product, which the row then matches.
    await shop.importRows([{ Handle: 'other-thing', Title: 'Other', 'Variant Price': '1' }]);
    expect(await importStock([{ ...unmatched, Available: '98' }])).toMatchObject({ changed: 1 });
    expect(await onHand('mug-s', 'other-thing')).toEqual([5, 98]);
  });

  test('matches a product by its original handle, not by its current slug', async () => {
    const mug = { Handle: 'mug', Title: 'Mug' };
    await shop.importRows([product('S', 'A', mug)]);
    const { id, revision } = await shop.product('mug');
    const changes = { slug: 'cup' };
    await shop.catalog.update(UpdateProductInput.parse({ id, revision, changes }), OPERATOR_ORIGIN);
    const row = (handle: string, quantity: string) => ({
      ...{ ...stocked('Small', 'A', quantity), Handle: handle },
    });
    expect(await importStock([row('Mug', '3')])).toMatchObject({ ...NONE, changed: 1 });
    expect(await importStock([row('cup', '4')])).toMatchObject({ unknownCount: 1 });
    expect(await onHand('A')).toEqual([3]);
  });

  test('matches stock by SKU when its product is gone', async () => {
    const settings = { isTracked: true, policy: 'deny', quantity: 0 } as const;
    await openStock(shop.database, [{ sku: 'A', productId: 'a'.repeat(24), ...settings }], cause);
    expect(await importStock([stocked('S', 'A', '3')])).toMatchObject({ ...NONE, changed: 1 });
    expect(await onHand('A')).toEqual([3]);
  });

  test('lists the variants that the shop does not have, and sets the others', async () => {
    await shop.importRows([product('S', 'A')]);
    const report = await importStock([stocked('XL', 'unheard-of', '3'), stocked('S', 'A', '4')]);
    expect(report).toMatchObject({
      ...{ changed: 1, unknownCount: 1 },
      unknown: [{ rows: [2], sku: 'unheard-of', handle: 'Shirt™', optionValues: ['XL'] }],
    });
  });

  test('skips a variant with an invalid or duplicate quantity, and reports the reason', async () => {
    await shop.importRows([product('S', 'A'), product('M', 'B'), product('L', 'C')]);
    const rows = [
      ...[stocked('S', 'A', '3'), stocked('S', 'A', 'many', 'Warehouse'), stocked('M', 'B', '2')],
      ...[{ ...stocked('L', 'C', '1') }, { ...stocked('L', '', '1', 'Warehouse') }],
    ];
    const report = await importStock(rows);
    expect(report).toMatchObject({ changed: 1, rejected: 3 });
    expect(report.rejections).toEqual([
      {
        ...{ rows: [2, 3], sku: 'A', handle: 'Shirt™' },
        reasons: ['row 3: On hand (current) "many" is neither a whole number nor "not stocked"'],
      },
      { rows: [5], sku: 'C', handle: 'Shirt™', reasons: ['rows 5, 6 are about the same SKU, C'] },
      { rows: [6], sku: null, handle: 'Shirt™', reasons: ['rows 5, 6 are about the same SKU, C'] },
    ]);
    expect(await onHand('A', 'B', 'C')).toEqual([0, 2, 0]);
  });

  test('keeps units reserved by open checkouts, and reports where it kept more than was counted', async () => {
    await shop.importRows([product('S', 'A', { 'Variant Inventory Qty': '5' })]);
    const reserved = [{ sku: 'A', quantity: 3 }];
    await reserveStock(shop.database, reserved, cause);
    expect(await importStock([simple('A', '1')])).toMatchObject({
      limited: [{ sku: 'A', counted: 1, onHand: 3, reserved: 3 }],
    });
    await commitStock(shop.database, reserved, cause);
    expect(await onHand('A')).toEqual([0]);
    expect(await importStock([simple('A', '1')])).toMatchObject({ ...NONE, setBefore: 1 });
    expect(await onHand('A')).toEqual([0]);
  });

  test('skips variants that no counted location stocks, and reports untracked ones', async () => {
    const untracked = product('M', 'B', { 'Variant Inventory Tracker': '' });
    await shop.importRows([product('S', 'A', { 'Variant Inventory Qty': '5' }), untracked]);
    const rows = [stocked('S', 'A', 'not stocked'), stocked('M', 'B', '4')];
    expect(await importStock(rows)).toMatchObject({ changed: 1, notStocked: 1, untracked: 1 });
    expect(await onHand('A', 'B')).toEqual([5, 4]);
  });

  test('counts the chosen locations, and treats a different choice as a different count', async () => {
    await shop.importRows([product('S', 'A')]);
    const rows = [stocked('S', 'A', '3'), stocked('S', 'A', '40', 'Warehouse')];
    await importStock(rows);
    const report = await importStock(rows, { locations: ['shop'] });
    expect(report).toMatchObject({
      changed: 1,
      locations: [
        { name: 'Shop', isCounted: true },
        { name: 'Warehouse', isCounted: false },
      ],
    });
    expect(await onHand('A')).toEqual([3]);
  });

  test('does not count units that the source has committed', async () => {
    await shop.importRows([product('S', 'A')]);
    const row = { ...simple('A', '10'), Committed: '3', Available: '7' };
    expect(await importStock([row])).toMatchObject({ changed: 1, withheldUnits: 3 });
    expect(await onHand('A')).toEqual([7]);
  });

  test('changes nothing when the file breaks off in the middle', async () => {
    await shop.importRows([product('S', 'A')]);
    await expect(importText('SKU,Shop\nA,5\nB,"6')).rejects.toMatchObject({
      reason: 'IMPORT_FILE_INVALID',
    });
    expect(await onHand('A')).toEqual([0]);
    expect((await shop.database.audit.list({ limit: 1, action: 'stock.imported' })).items).toEqual(
      [],
    );
  });
});

describe('an interrupted import of stock', () => {
  const SKUS = Array.from({ length: 250 }, (_, index) => `S-${String(index).padStart(3, '0')}`);
  const rows = SKUS.map((sku) => simple(sku, '5'));
  const openAll = () =>
    openStock(
      shop.database,
      SKUS.map((sku) => ({
        ...{ sku, productId: 'a'.repeat(24), quantity: 0 },
        ...{ isTracked: true, policy: 'deny' as const },
      })),
      cause,
    );
  const set = async () => (await onHand(...SKUS)).filter((quantity) => quantity === 5).length;

  test('has set some SKUs, is in the audit log, and sets the rest when it runs again', async () => {
    await openAll();
    const caller = new AbortController();
    const onProgress = () => caller.abort();
    await expect(importStock(rows, { onProgress, signal: caller.signal })).rejects.toMatchObject({
      reason: 'REQUEST_CANCELLED',
    });
    expect(await set()).toBe(100);
    const audit = await shop.database.audit.list({ limit: 1, action: 'stock.imported' });
    expect(audit.items).toMatchObject([{ details: { changed: 100, isComplete: false } }]);
    expect(await importStock(rows)).toMatchObject({ changed: 150, setBefore: 100 });
    expect(await set()).toBe(250);
  });

  test('counts once what two imports of one file set at the same time', async () => {
    await openAll();
    const reports = await Promise.all([importStock(rows), importStock(rows)]);
    const total = (field: 'changed' | 'setBefore') =>
      reports.reduce((sum, report) => sum + report[field], 0);
    expect([total('changed'), total('setBefore')]).toEqual([250, 250]);
    expect(await movements('S-007')).toHaveLength(1);
  });
});

test('the audit log has the actor of an import, for each changed SKU and for the whole', async () => {
  const [first] = productFixture().variants;
  if (first === undefined) throw new Error('A fixture has a variant.');
  const inventory = { isTracked: true, quantity: 2, policy: 'deny' } as const;
  const variants = [{ ...first, sku: 'A', inventory }];
  await shop.catalog.create(productFixture({ variants }), OPERATOR_ORIGIN);
  await importStock([simple('A', '6')]);
  await importStock([simple('A', '6')]);
  const who = { actor: { kind: 'account', id: 'b'.repeat(24) }, requestId: 'request-1' };
  const { items } = await shop.database.audit.list({ limit: 100, subjectId: 'A' });
  expect(items).toMatchObject([
    { ...who, action: 'stock.adjusted', details: { change: 4, onHand: 6 } },
  ]);
  const imports = await shop.database.audit.list({ limit: 100, action: 'stock.imported' });
  const details = { rows: 1, changed: 0, setBefore: 1, isComplete: true };
  expect(imports.items).toMatchObject([
    { ...who, details },
    { ...who, details: { changed: 1 } },
  ]);
  expect((await movements('A'))[0]?.reason).toBe(`inventory import ${items[0]?.details.file}`);
});

test('any file sets its quantities, and changes nothing the second time', async () => {
  const cell = fc.oneof(fc.integer({ min: 0, max: 50 }).map(String), fc.constant('not stocked'));
  const anyCount = fc.record({ shop: cell, warehouse: cell });
  const property = fc.asyncProperty(
    fc.array(anyCount, { minLength: 1, maxLength: 5 }),
    async (counts) => {
      await shop.clear();
      const skus = counts.map((_, index) => `SKU-${index}`);
      await shop.importRows(skus.map((sku) => product(sku, sku, { 'Variant Inventory Qty': '7' })));
      const rows = counts.flatMap(({ shop: here, warehouse }, index) => [
        stocked(`SKU-${index}`, `SKU-${index}`, here),
        stocked(`SKU-${index}`, `SKU-${index}`, warehouse, 'Warehouse'),
      ]);
      const report = await importStock(rows);
      const expected = counts.map(({ shop: here, warehouse }) => {
        const numbers = [here, warehouse].filter((each) => each !== 'not stocked').map(Number);
        return numbers.length === 0 ? 7 : numbers.reduce((sum, each) => sum + each);
      });
      expect(await onHand(...skus)).toEqual(expected);
      expect(report.changed + report.unchanged + report.notStocked).toBe(counts.length);
      const again = await importStock(rows);
      expect(again).toMatchObject({ changed: 0, setBefore: report.changed + report.unchanged });
      expect(await onHand(...skus)).toEqual(expected);
    },
  );
  await fc.assert(property, { numRuns: runCount(2, 12) });
});
