import { OPERATOR_ORIGIN, UpdateProductInput } from '@trastienda/shop-contract';
import { productFixture } from '@trastienda/shop-testing';
import { describe, expect, test } from 'vitest';
import { adjustStock } from '../stock/change-stock.ts';
import { type CsvRecord, useImportShop } from './testing/use-import-shop.ts';

const shop = await useImportShop();
const { importRows, product, skusOf } = shop;

const variant = (handle: string, size: string, sku: string, rest: CsvRecord = {}) => ({
  ...{ Handle: handle, Title: handle, 'Option1 Name': 'Size', 'Option1 Value': size },
  ...{ 'Variant SKU': sku, 'Variant Price': '10', ...rest },
});
const simple = (handle: string, sku: string) => ({
  ...{ Handle: handle, Title: 'A thing', 'Variant SKU': sku, 'Variant Price': '10' },
});
const tracked = (quantity: number) => ({
  ...{ 'Variant Inventory Tracker': 'shopify', 'Variant Inventory Qty': String(quantity) },
});

describe('SKUs that a file has several times', () => {
  test('are made distinct and reported', async () => {
    const rows = [variant('top', 'S', 'ST-1'), variant('top', 'M', 'ST-1'), simple('cap', 'C-1')];
    const report = await importRows(rows);
    expect(report).toMatchObject({ created: 2, rejected: 0, derivedSkuCount: 2 });
    expect(report.derivedSkus).toEqual([
      { handle: 'top', row: 2, sourceSku: 'ST-1', sku: 'ST-1-s' },
      { handle: 'top', row: 3, sourceSku: 'ST-1', sku: 'ST-1-m' },
    ]);
    expect(await importRows(rows)).toMatchObject({ unchanged: 2, derivedSkuCount: 2 });
    expect(await skusOf('top')).toEqual(['ST-1-s', 'ST-1-m']);
    expect(await skusOf('cap')).toEqual(['C-1']);
  });

  test('do not depend on the order of products and variants', async () => {
    const rows = [
      ...[variant('a', '5"', 'X'), variant('a', "5'", 'X'), variant('a', 'L', 'SHARED')],
      ...[variant('b', 'L', 'SHARED'), simple('c', 'SHARED'), simple('d', 'X-taken')],
      ...[variant('e', 'Taken', 'X-e'), variant('e', 'Free', 'X-e'), simple('f', 'X-e-taken')],
    ];
    const slugs = ['a', 'b', 'c', 'e'];
    await importRows(rows);
    const skus = await Promise.all(slugs.map(skusOf));
    const flat = skus.flat();
    expect(new Set(flat).size).toBe(flat.length);
    expect(skus[1]).toEqual(['SHARED-b-l']);
    await shop.clear();
    await importRows(rows.toReversed());
    const again = await Promise.all(slugs.map(skusOf));
    expect(again.map((each) => each.toSorted())).toEqual(skus.map((each) => each.toSorted()));
  });

  test('never take the SKU of another product of the file or of the shop', async () => {
    await importRows([simple('old', 'ST-1-s')]);
    const rows = [
      variant('top', 'S', 'ST-1'),
      variant('top', 'M', 'ST-1'),
      simple('new', 'ST-1-m'),
    ];
    expect(await importRows(rows)).toMatchObject({ created: 2, rejected: 0 });
    expect(await skusOf('top')).toEqual([
      expect.stringMatching(/^ST-1-s-[0-9a-f]{8}$/),
      expect.stringMatching(/^ST-1-m-[0-9a-f]{8}$/),
    ]);
    expect(await importRows(rows)).toMatchObject({ unchanged: 2 });
  });

  test('keep their stock, also when a file names only one of them', async () => {
    const rows = [variant('top', 'S', 'ST-1', tracked(5)), variant('top', 'M', 'ST-1', tracked(6))];
    await importRows(rows);
    const cause = { at: new Date('2026-01-01'), requestId: null };
    await adjustStock(shop.database, { sku: 'ST-1-s', quantity: -2 }, cause);
    const partial = await importRows([variant('top', 'S', 'ST-1', { ...tracked(9) })]);
    expect(partial).toMatchObject({ unchanged: 1, derivedSkuCount: 1, keptVariants: 1 });
    expect(await skusOf('top')).toEqual(['ST-1-s', 'ST-1-m']);
    const quantities = (await product('top')).variants.map(({ inventory }) => inventory.quantity);
    expect(quantities).toEqual([3, 6]);
  });

  test('keep a SKU set by staff, and one that the shop had when it was unique', async () => {
    await importRows([variant('top', 'S', 'ST-1')]);
    const rows = [variant('top', 'S', 'ST-1'), variant('top', 'M', 'ST-1')];
    await importRows(rows);
    expect(await skusOf('top')).toEqual(['ST-1', 'ST-1-m']);
    const { id, revision, variants } = await product('top');
    const changes = {
      optionNames: ['Size'],
      variants: variants.map((each) => (each.sku === 'ST-1-m' ? { ...each, sku: 'OWN' } : each)),
    };
    await shop.catalog.update(UpdateProductInput.parse({ id, revision, changes }), OPERATOR_ORIGIN);
    expect(await importRows(rows)).toMatchObject({ unchanged: 1 });
    expect(await skusOf('top')).toEqual(['ST-1', 'OWN']);
  });

  test('do not replace a SKU that an earlier import stored with its apostrophe', async () => {
    const [first] = productFixture().variants;
    if (first === undefined) throw new Error('A fixture has a variant.');
    const inventory = { isTracked: true, quantity: 4, policy: 'deny' } as const;
    const variants = [{ ...first, sku: "'0012345", inventory }];
    await shop.catalog.create(productFixture({ slug: 'mug', variants }), OPERATOR_ORIGIN);
    await importRows([simple('mug', "'0012345"), simple('cap', "'0067890")]);
    // Stock and orders refer to the SKU with the apostrophe.
    expect(await skusOf('mug')).toEqual(["'0012345"]);
    expect((await product('mug')).variants[0]?.inventory.quantity).toBe(4);
    expect(await skusOf('cap')).toEqual(['0067890']);
  });
});

describe('handles that are no slugs', () => {
  test('make the same slug at each import and are reported', async () => {
    const rows = [simple('Acme™-Mug', 'A'), simple('🎁', 'B'), simple('plain', 'C')];
    const report = await importRows(rows);
    expect(report).toMatchObject({ created: 3, rejected: 0, changedHandleCount: 2 });
    expect(report.changedHandles).toEqual([
      { handle: 'Acme™-Mug', slug: 'acme-mug' },
      { handle: '🎁', slug: expect.stringMatching(/^product-[0-9a-f]{8}$/) },
    ]);
    expect(await importRows(rows)).toMatchObject({ unchanged: 3, changedHandleCount: 2 });
    expect(await importRows([simple('acme™-mug', 'A')])).toMatchObject({ unchanged: 1 });
  });

  test.each([[['mug', 'mug™', 'mug®']], [['mug®', 'mug™', 'mug']]])(
    'never take the slug of another product: %j',
    async (handles) => {
      const rows = handles.map((handle) => simple(handle, handle));
      expect(await importRows(rows)).toMatchObject({ created: 3 });
      expect(await skusOf('mug')).toEqual(['mug']);
      expect(await importRows(rows)).toMatchObject({ unchanged: 3, changedHandleCount: 2 });
      for (const row of rows) expect(await importRows([row])).toMatchObject({ unchanged: 1 });
    },
  );

  test('identify their product when the others come in a separate file', async () => {
    await importRows([simple('mug™', 'TM')]);
    expect(await skusOf('mug')).toEqual(['TM']);
    const second = await importRows([simple('mug', 'PLAIN')]);
    expect(second).toMatchObject({ created: 1, changedHandleCount: 1 });
    const [renamed] = second.changedHandles;
    expect(renamed).toMatchObject({
      handle: 'mug',
      slug: expect.stringMatching(/^mug-[0-9a-f]{8}$/),
    });
    expect(await skusOf('mug')).toEqual(['TM']);
    expect(await skusOf(renamed?.slug ?? '')).toEqual(['PLAIN']);
    const both = [simple('mug', 'PLAIN'), simple('mug™', 'TM')];
    expect(await importRows(both)).toMatchObject({ unchanged: 2 });
  });

  test('do not take over a product that staff have created', async () => {
    await shop.catalog.create(productFixture({ slug: 'mug' }), OPERATOR_ORIGIN);
    const before = await product('mug');
    expect(await importRows([simple('mug™', 'TM')])).toMatchObject({ created: 1 });
    expect(await product('mug')).toEqual(before);
  });

  test('leave a product that staff have created reachable by its slug', async () => {
    const made = await shop.catalog.create(productFixture({ slug: 'mug' }), OPERATOR_ORIGIN);
    expect(made.sourceHandle).toBeUndefined();
    const [{ sku } = { sku: '' }] = made.variants;
    expect(await importRows([simple('mug', sku)])).toMatchObject({ updated: 1 });
    expect(await product('mug')).toMatchObject({ id: made.id, sourceHandle: 'mug' });
  });
});

describe('the handle of a product', () => {
  test.each(['mug™', 'mug'])(
    'finds it again after staff have edited it, including its slug: %s',
    async (handle) => {
      await importRows([simple(handle, 'TM')]);
      const { id, revision } = await product('mug');
      const changes = { slug: 'cup', tags: ['x'] };
      await shop.catalog.update(
        UpdateProductInput.parse({ id, revision, changes }),
        OPERATOR_ORIGIN,
      );
      expect(await importRows([simple(handle, 'TM')])).toMatchObject({ unchanged: 1 });
      expect(await product('cup')).toMatchObject({ id, sourceHandle: handle });
      // The handle does not match another product that has taken the slug either.
      await shop.catalog.create(productFixture({ slug: 'mug' }), OPERATOR_ORIGIN);
      expect(await importRows([simple(handle, 'TM')])).toMatchObject({ unchanged: 1 });
    },
  );
});
