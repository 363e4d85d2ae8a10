import {
  type CreateProductInput,
  FacetsInput,
  ListProductsInput,
  OPERATOR_ORIGIN,
} from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { productFixture } from '@trastienda/shop-testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCatalogService } from '../catalog/create-catalog-service.ts';
import { createDatabaseSearch } from './database-search.ts';
import type { ProductIndex } from './index/product-index.ts';
import { createMemorySearch } from './memory/memory-search.ts';
import { indexOf } from './testing/index-of-csv.ts';

const { database } = await useTestDatabase(openDatabase);
const clock = { now: () => new Date('2026-03-01') };

const fromDatabase = createDatabaseSearch({ database });
let index: ProductIndex | null = null;
const fromMemory = createMemorySearch({
  ...{ database, currency: 'EUR', fallback: fromDatabase },
  current: async () => index,
});
const catalogs = {
  memory: createCatalogService({ database, clock, currency: 'EUR', search: fromMemory }),
  database: createCatalogService({ database, clock, currency: 'EUR', search: fromDatabase }),
};

interface Fields extends Partial<Omit<CreateProductInput, 'variants'>> {
  readonly barcode?: string;
  readonly quantity?: number;
}

function product(title: string, sku: string, fields: Fields = {}): CreateProductInput {
  const { barcode = null, quantity = 5, ...others } = fields;
  const inventory = { isTracked: true, quantity, policy: 'deny' } as const;
  const variants = productFixture().variants.map((variant) => ({
    ...variant,
    ...{ sku, barcode, inventory },
  }));
  return productFixture({ title, variants, ...others });
}

beforeAll(async () => {
  const products = [
    product('Taza azul', 'TAZ-1', { tags: ['cocina'], vendor: 'Barro', quantity: 0 }),
    product('Taza blanca', 'TAZ-2', { tags: ['cocina', 'regalo'], vendor: 'Barro' }),
    product('Plato para taza', 'PLA-1', { tags: ['cocina'], vendor: 'Gres' }),
    product('Bandeja', 'BAN-1', { tags: ['taza'], vendor: 'Gres', descriptionHtml: '<p>Haya</p>' }),
    product('Abrelatas', '8412345678905', { barcode: '8400000000017' }),
    product('Taza de prueba', 'TAZ-9', { status: 'draft' }),
    product("Manteau d'hiver", 'MAN-1'),
  ];
  for (const each of products) await catalogs.memory.create(each, OPERATOR_ORIGIN);
  index = await indexOf(database);
});

type Input = (typeof ListProductsInput)['_zod']['input'];

async function titles(search: keyof typeof catalogs, input: Input) {
  const { items } = await catalogs[search].list(ListProductsInput.parse(input));
  return items.map(({ title }) => title);
}

describe.each(['memory', 'database'] as const)('a search by the %s', (by) => {
  test('shows whole titles first, titles before tags, and what is in stock before the rest', async () => {
    expect(await titles(by, { search: 'taza' })).toEqual([
      'Plato para taza',
      'Taza blanca',
      'Taza azul',
      'Bandeja',
    ]);
    expect(await titles(by, { search: 'taza azul' })).toEqual(['Taza azul']);
  });

  test.each([
    ['a SKU', 'taz-2', ['Taza blanca']],
    ['a barcode', '8400000000017', ['Abrelatas']],
    ['words with small words between them', 'plato de la taza', ['Plato para taza']],
    ['a word after an elided one', 'hiver', ["Manteau d'hiver"]],
    ['a word after another elided one', 'L’hiver', ["Manteau d'hiver"]],
    ['nothing but punctuation', '—', []],
  ])('finds by %s', async (_what, search, expected) => {
    expect(await titles(by, { search })).toEqual(expected);
  });

  test('sorts and filters what it finds', async () => {
    expect(await titles(by, { search: 'taza', sort: 'title-desc', vendor: ['Barro'] })).toEqual([
      'Taza blanca',
      'Taza azul',
    ]);
    expect(await titles(by, { search: 'taza', inStock: true, tag: 'regalo' })).toEqual([
      'Taza blanca',
    ]);
  });

  test('counts the values of what it finds, each without its own condition', async () => {
    const input = FacetsInput.parse({ search: 'taza', vendor: ['Barro'] });
    expect(await catalogs[by].facets(input)).toMatchObject({
      total: 2,
      inStock: 1,
      vendors: [
        { value: 'Barro', count: 2 },
        { value: 'Gres', count: 2 },
      ],
      tags: [
        { value: 'cocina', count: 2 },
        { value: 'regalo', count: 1 },
      ],
      isComplete: true,
    });
  });

  test('finds products of other statuses for staff alone', async () => {
    const input = { search: 'prueba', status: 'draft', limit: 5 } as const;
    expect((await catalogs[by].staffList(input)).items).toHaveLength(1);
    expect(await titles(by, { search: 'prueba' })).toEqual([]);
  });

  test('rejects a cursor of another order', async () => {
    const { nextCursor } = await catalogs[by].list(ListProductsInput.parse({ limit: 1 }));
    const cursor = nextCursor ?? '';
    await expect(catalogs[by].list({ search: 'taza', limit: 1, cursor })).rejects.toMatchObject({
      reason: 'CURSOR_INVALID',
    });
  });
});

test('a page continues by the other search, as when an index has just been built', async () => {
  const query = { search: 'taza', limit: 2 };
  for (const [one, other] of [
    ['memory', 'database'],
    ['database', 'memory'],
  ] as const) {
    const first = await catalogs[one].list(query);
    const cursor = first.nextCursor ?? '';
    const second = await catalogs[other].list({ ...query, cursor });
    expect([...first.items, ...second.items].map(({ title }) => title)).toEqual([
      'Plato para taza',
      'Taza blanca',
      'Taza azul',
      'Bandeja',
    ]);
    expect(second.nextCursor).toBeNull();
  }
});

test('typos and descriptions are what memory is needed for', async () => {
  expect(await titles('memory', { search: 'bandija' })).toEqual(['Bandeja']);
  expect(await titles('memory', { search: 'haya' })).toEqual(['Bandeja']);
  expect(await titles('database', { search: 'bandija' })).toEqual([]);
});

test('suggestions are products, and what they are filtered by, that continue a text', async () => {
  const suggested = await catalogs.memory.suggest({ text: 'gre', limit: 2 });
  expect(suggested.values).toEqual([{ filter: 'vendor', value: 'Gres' }]);
  expect(suggested.products.map(({ title }) => title)).toEqual(['Bandeja', 'Plato para taza']);
  const { products, values } = await catalogs.database.suggest({ text: 'taza bl', limit: 2 });
  expect(products).toMatchObject([{ title: 'Taza blanca', isInStock: true, image: null }]);
  expect(values).toEqual([]);
});

test('relevance is title order without a search', async () => {
  expect(await titles('memory', { sort: 'relevance', limit: 2 })).toEqual(
    await titles('memory', { limit: 2 }),
  );
});
