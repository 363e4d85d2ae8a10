import { createReadStream, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type CreateProductInput,
  ListProductsInput,
  OPERATOR_ORIGIN,
  UpdateProductInput,
} from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { productFixture } from '@trastienda/shop-testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CsvSource } from '../base/csv/csv-source.ts';
import type { ImportProgress } from '../base/csv/import-progress.ts';
import type { CatalogService } from './catalog-service.ts';
import { createCatalogService } from './create-catalog-service.ts';

const { server, database } = await useTestDatabase(openDatabase);
let time = Date.UTC(2026, 0, 1);
const clock = { now: () => new Date(time++) };
const catalog = createCatalogService({ database, clock, currency: 'EUR' });

beforeEach(() => server.clear());

const HEADER = 'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Body (HTML)';

/** Builds a file of the given rows, split into chunks at arbitrary positions. */
const file = (...rows: string[]) =>
  async function* () {
    const bytes = new TextEncoder().encode([HEADER, ...rows, ''].join('\r\n'));
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
  };

const shirt = ['shirt,Shirt,Size,S,SHIRT-S,50,<p>Soft</p>', 'shirt,,,M,SHIRT-M,50,'];
const mug = ['mug,Mug,,,MUG,18.50,'];
const counts = { created: 0, updated: 0, unchanged: 0, rejected: 0, rejections: [] };
const create = (input: CreateProductInput) => catalog.create(input, OPERATOR_ORIGIN);
const importFile = (source: CsvSource, options?: Parameters<CatalogService['import']>[2]) =>
  catalog.import(source, OPERATOR_ORIGIN, options);
const get = (slug: string) => catalog.get({ slug });

describe('importing a CSV', () => {
  test('creates its products', async () => {
    const report = await importFile(file(...shirt, ...mug));
    expect(report).toMatchObject({ ...counts, rows: 3, created: 2 });
    expect(await get('shirt')).toMatchObject({
      title: 'Shirt',
      descriptionHtml: '<p>Soft</p>',
      optionNames: ['Size'],
      variants: [
        { sku: 'SHIRT-S', optionValues: ['S'], price: { amount: 5000, currency: 'EUR' } },
        { sku: 'SHIRT-M', optionValues: ['M'], price: { amount: 5000, currency: 'EUR' } },
      ],
    });
  });

  test('changes nothing the second time', async () => {
    await importFile(file(...shirt, ...mug));
    const before = await get('shirt');
    const report = await importFile(file(...shirt, ...mug));
    expect(report).toMatchObject({ ...counts, rows: 3, unchanged: 2 });
    expect(await get('shirt')).toEqual(before);
  });

  test('updates only the variant whose price has changed', async () => {
    await importFile(file(...shirt, ...mug));
    const before = await get('shirt');
    const report = await importFile(
      file('shirt,Shirt,Size,S,SHIRT-S,50,<p>Soft</p>', 'shirt,,,M,SHIRT-M,45,', ...mug),
    );
    expect(report).toMatchObject({ ...counts, rows: 3, updated: 1, unchanged: 1 });
    const after = await get('shirt');
    expect(after.variants[0]).toEqual(before.variants[0]);
    expect(after.variants[1]).toEqual({
      ...before.variants[1],
      price: { amount: 4500, currency: 'EUR' },
    });
    expect(after).toMatchObject({ id: before.id, createdAt: before.createdAt });
  });

  test('rejects a product completely when one of its rows is wrong, and imports the others', async () => {
    const report = await importFile(
      file(shirt[0] ?? '', 'shirt,,,M,SHIRT-M,"45,00",', 'mug,Mug,,,MUG,18.50,'),
    );
    expect(report).toMatchObject({ rows: 3, created: 1, rejected: 1 });
    expect(report.rejections).toEqual([
      {
        rows: [2, 3],
        handle: 'shirt',
        reasons: ['row 3: Variant Price "45,00" is not an amount in EUR'],
      },
    ]);
    await expect(get('shirt')).rejects.toMatchObject({ reason: 'PRODUCT_NOT_FOUND' });
    expect((await get('mug')).title).toBe('Mug');
  });

  test('leaves a product unchanged when its new version is wrong', async () => {
    await importFile(file(...shirt));
    const before = await get('shirt');
    await importFile(file('shirt,New,Size,S,SHIRT-S,1,', 'shirt,,,M,SHIRT-M,wrong,'));
    expect(await get('shirt')).toEqual(before);
  });

  test('rejects only the product whose SKU is taken, not the others of its batch', async () => {
    await create(
      productFixture({
        slug: 'other',
        variants: [{ ...(productFixture().variants[0] ?? never()), sku: 'MUG' }],
      }),
    );
    const report = await importFile(file(...shirt, ...mug, 'cap,Cap,,,CAP,9,'));
    expect(report).toMatchObject({ created: 2, rejected: 1 });
    expect(report.rejections).toMatchObject([{ rows: [4], handle: 'mug' }]);
    expect((await catalog.facets({})).total).toBe(3);
  });

  test('changes nothing when the file breaks off in the middle', async () => {
    const broken = file(...shirt, 'mug,"Mug,,,MUG,18.50,');
    await expect(importFile(broken)).rejects.toMatchObject({ reason: 'IMPORT_FILE_INVALID' });
    expect((await catalog.facets({})).total).toBe(0);
  });

  test('matches a variant by any spelling of its SKU', async () => {
    const first = await importFile(file('mug,Mug,,,CAFÉ 1,5.00,'));
    const again = await importFile(file('mug,Mug,,,"CAFE\u0301\u200b\n1",5.00,'));
    expect([first, again]).toMatchObject([{ created: 1 }, { unchanged: 1, rejected: 0 }]);
    const taken = await importFile(file('cup,Cup,,,CAFE\u0301 1,5.00,'));
    expect(taken).toMatchObject({ created: 0, rejected: 1 });
    expect((await database.stock.list({ limit: 9 })).items).toMatchObject([{ sku: 'CAFÉ 1' }]);
  });

  test('generates SKUs for variants without one and keeps them in the next import', async () => {
    const rows = ['shirt,Shirt,Size,S,,50,', 'shirt,,,M,,50,'];
    await importFile(file(...rows));
    const { id, variants } = await catalog.staffGet({ id: (await get('shirt')).id });
    expect(variants.map(({ sku }) => sku)).toEqual(['shirt-s', 'shirt-m']);
    // Staff rename the SKUs; the file, which has none, must not undo that.
    const renamed = variants.map((variant, index) => ({ ...variant, sku: `OWN-${index}` }));
    const changes = { optionNames: ['Size'], variants: renamed };
    await catalog.update(UpdateProductInput.parse({ id, revision: 1, changes }), OPERATOR_ORIGIN);
    expect(await importFile(file(...rows))).toMatchObject({ unchanged: 1 });
  });

  test('keeps fields that the file has no column for', async () => {
    const [variant = never()] = productFixture().variants;
    const inventory = { isTracked: true, quantity: 0, policy: 'deny' } as const;
    const before = await create(
      productFixture({
        slug: 'mug',
        vendor: 'Aalto',
        tags: ['kept'],
        images: [{ url: 'https://cdn.example/a.jpg', alt: null }],
        variants: [{ ...variant, sku: 'MUG', barcode: '123', inventory }],
      }),
    );
    const report = await importFile(file('mug,New title,,,MUG,20,<p>New</p>'));
    expect(report).toMatchObject({ updated: 1 });
    const after = await catalog.staffGet({ id: before.id });
    expect(after).toMatchObject({
      title: 'New title',
      descriptionHtml: '<p>New</p>',
      vendor: 'Aalto',
      tags: ['kept'],
      images: before.images,
      isInStock: false,
      variants: [{ price: { amount: 2000 }, barcode: '123', inventory }],
    });
  });

  test('restores an archived product only when the file states the status', async () => {
    await importFile(file(...mug));
    const { id } = await get('mug');
    await catalog.archive({ id }, OPERATOR_ORIGIN);
    expect(await importFile(file(...mug))).toMatchObject({ unchanged: 1 });
    const text = (status: string) =>
      async function* () {
        yield Buffer.from(
          `Handle,Title,Variant Price,Published,Status\nmug,Mug,18.5,true,${status}`,
        );
      };
    await importFile(text(''));
    expect(await catalog.staffGet({ id })).toMatchObject({ status: 'archived' });
    await importFile(text('active'));
    expect(await catalog.staffGet({ id })).toMatchObject({ status: 'active' });
  });

  test('rejects a product without options that would get some', async () => {
    await importFile(file(...shirt));
    const report = await importFile(async function* () {
      yield Buffer.from('Handle,Title,Variant Price\nshirt,Shirt,1');
    });
    expect(report.rejections).toMatchObject([
      { reasons: ['the product has options in the shop, and the file has no columns for them'] },
    ]);
    expect((await get('shirt')).variants).toHaveLength(2);
  });

  test('generates other SKUs when the first choice belongs to another product', async () => {
    const rows = ['shirt-red,Red shirt,,,,10,', 'shirt,Shirt,Colour,Red,,20,'];
    for (const row of rows) {
      expect(await importFile(file(row))).toMatchObject({ created: 1, rejected: 0 });
    }
    expect((await get('shirt-red')).variants[0]?.sku).toBe('shirt-red');
    expect((await get('shirt')).variants[0]?.sku).toMatch(/^shirt-red-[0-9a-f]{8}$/);
    expect(await importFile(file(...rows))).toMatchObject({ unchanged: 2 });
  });

  test('lets a SKU move from one product to another in one run', async () => {
    await importFile(file('a,A,,,ONE,1,', 'b,B,,,TWO,1,'));
    const moved = file('a,A,,,TWO,1,', 'b,B,,,THREE,1,');
    expect(await importFile(moved)).toMatchObject({ updated: 2, rejected: 0 });
    expect(await importFile(moved)).toMatchObject({ unchanged: 2 });
  });

  test('rejects HTML that would take too long to sanitize', async () => {
    const report = await importFile(file(`mug,Mug,,,MUG,1,${'<b>'.repeat(20_000)}`));
    expect(report).toMatchObject({ rejected: 1 });
    expect(report.rejections[0]?.reasons[0]).toContain('must have fewer than 10000 tags');
  });

  test('creates each product once when two imports run at the same time', async () => {
    const many = Array.from({ length: 120 }, (_, i) => `p-${i},Product ${i},,,SKU-${i},${i + 1},`);
    const reports = await Promise.all([importFile(file(...many)), importFile(file(...many))]);
    const total = (field: 'created' | 'unchanged' | 'updated' | 'rejected') =>
      reports.reduce((sum, report) => sum + report[field], 0);
    expect([total('created'), total('unchanged')]).toEqual([120, 120]);
    expect([total('updated'), total('rejected')]).toEqual([0, 0]);
    expect((await catalog.facets({})).total).toBe(120);
  });

  test('reports its progress', async () => {
    const seen: ImportProgress[] = [];
    await importFile(file(...shirt, ...mug), { onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual([{ rows: 3, totalRows: 3 }]);
  });

  test('stops between two chunks when the caller has disconnected', async () => {
    const signal = AbortSignal.abort();
    await expect(importFile(file(...mug), { signal })).rejects.toMatchObject({
      reason: 'REQUEST_CANCELLED',
    });
    expect((await catalog.facets({})).total).toBe(0);
  });
});

describe('the audit log', () => {
  const imports = async () =>
    (await database.audit.list({ limit: 100, action: 'catalog.imported' })).items;

  test('has one entry for an import, with the outcome of its products', async () => {
    await importFile(file(...mug));
    await importFile(file(...shirt, ...mug, 'cap,Cap,,,CAP,dear,'));
    const details = { rows: 4, created: 1, updated: 0, unchanged: 1, rejected: 1 };
    expect(await imports()).toMatchObject([
      {
        actor: { kind: 'operator', id: null },
        subjectId: null,
        details: { ...details, isComplete: true },
      },
      { details: { created: 1, isComplete: true } },
    ]);
    expect(await database.audit.list({ limit: 100 })).toMatchObject({ items: { length: 2 } });
  });

  test('records what an import did before it was interrupted', async () => {
    const many = Array.from({ length: 60 }, (_, i) => `p-${i},Product ${i},,,SKU-${i},1,`);
    const caller = new AbortController();
    const { signal } = caller;
    const onProgress = () => caller.abort();
    await expect(importFile(file(...many), { onProgress, signal })).rejects.toMatchObject({
      reason: 'REQUEST_CANCELLED',
    });
    expect(await imports()).toMatchObject([
      { details: { rows: 60, created: 50, isComplete: false } },
    ]);
  });

  test('has no entry for a file that cannot be read', async () => {
    await expect(importFile(file('mug,"Mug,,,MUG,18.50,'))).rejects.toThrow();
    expect(await imports()).toEqual([]);
  });

  test('does not hide the cause of an interruption when the log itself cannot be written', async () => {
    const fails = (message: string) => () => Promise.reject(new Error(message));
    const broken = createCatalogService({
      database: {
        ...database,
        audit: { ...database.audit, append: fails('no log') },
        transaction: fails('no transaction'),
      },
      clock: { now: () => new Date() },
      currency: 'EUR',
    });
    await expect(broken.import(file(...mug), OPERATOR_ORIGIN)).rejects.toThrow('no transaction');
  });
});

function never(): never {
  throw new Error('a fixture has a variant');
}

const exportsFolder = fileURLToPath(
  new URL('../../../../../shared/data/shopify/', import.meta.url),
);

describe.skipIf(!existsSync(exportsFolder))(
  'real exports (skipped where ../shared/data/shopify is absent)',
  () => {
    test.each(['apparel.csv', 'home-and-garden.csv'])('%s imports, once', async (name) => {
      const source = () => createReadStream(`${exportsFolder}${name}`);
      const first = await importFile(source);
      expect(first).toMatchObject({ created: 20, rejected: 0 });
      expect(await importFile(source)).toMatchObject({
        ...counts,
        rows: first.rows,
        unchanged: 20,
      });
      const page = await catalog.list(ListProductsInput.parse({ limit: 100 }));
      expect(page.items).toHaveLength(20);
    });
  },
);
