import {
  FacetsInput,
  type FacetsView,
  ListProductsInput,
  OPERATOR_ORIGIN,
} from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { productFixture } from '@trastienda/shop-testing';
import { runCount, useTestDatabase } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCatalogService } from './create-catalog-service.ts';

let time = 0;

const { server, database } = await useTestDatabase(openDatabase);
const clock = { now: () => new Date(Date.UTC(2026, 0, 1) + time++ * 1000) };
const catalog = createCatalogService({ database, clock, currency: 'EUR' });

/** A product as the model knows it. */
interface Item {
  readonly title: string;
  readonly tags: readonly string[];
  readonly vendor: string | null;
  readonly productType: string | null;
  readonly quantity: number;
  readonly amount: number;
}

type Filter = (typeof FacetsInput)['_zod']['input'];

const anyItem: fc.Arbitrary<Item> = fc.record({
  title: fc.constantFrom('Blue mug', 'Red mug', 'Red cap'),
  tags: fc.subarray(['Niño', 'lino', 'rojo']),
  vendor: fc.constantFrom(null, 'Ábaco', 'Bento', 'Casa'),
  productType: fc.constantFrom(null, 'mug', 'cap'),
  quantity: fc.constantFrom(0, 3),
  amount: fc.integer({ min: 1, max: 5 }),
});

/** Several values, a single text, none at all, in another spelling, and one that no product has. */
const anyOf = (...values: string[]) =>
  fc.oneof(fc.subarray([...values, 'nothing']), fc.constantFrom(...values), fc.constant(undefined));

const anyFilter: fc.Arbitrary<Filter> = fc.record(
  {
    search: fc.constantFrom('mug', 'red', 'red m'),
    tag: anyOf('NINO', 'lino', 'rojo'),
    vendor: anyOf('abaco', 'BENTO', 'Casa'),
    productType: anyOf('Mug', 'cap'),
    inStock: fc.boolean(),
    price: fc.record(
      { min: fc.constantFrom(2, 3), max: fc.constantFrom(3, 4), currency: fc.constant('EUR') },
      { requiredKeys: ['currency'] },
    ),
  },
  { requiredKeys: [] },
);

const fold = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

const chosen = (values: string | readonly string[] | undefined) =>
  [values ?? []].flat().map((value) => fold(value));

const hasAny = (values: string | readonly string[] | undefined, own: readonly (string | null)[]) =>
  chosen(values).length === 0 ||
  own.some((value) => value !== null && chosen(values).includes(fold(value)));

/** The conditions of a filter by name, one by one. */
const CONDITIONS: Readonly<Record<keyof Filter, (item: Item, filter: Filter) => boolean>> = {
  search: ({ title, tags, vendor }, { search }) => {
    const words = fold([title, ...tags, vendor ?? ''].join(' ')).split(' ');
    const wanted = search === undefined ? [] : fold(search).split(' ');
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  },
  tag: ({ tags }, { tag }) => hasAny(tag, tags),
  vendor: (item, { vendor }) => hasAny(vendor, [item.vendor]),
  productType: (item, { productType }) => hasAny(productType, [item.productType]),
  inStock: ({ quantity }, { inStock }) => inStock !== true || quantity > 0,
  price: ({ amount }, { price }) =>
    amount >= (price?.min ?? 0) && amount <= (price?.max ?? Number.POSITIVE_INFINITY),
};

/** The items that a filter matches, without regard to one of its conditions. */
const matching = (items: readonly Item[], filter: Filter, without?: keyof Filter) =>
  items.filter((item) =>
    Object.entries(CONDITIONS).every(([name, holds]) => name === without || holds(item, filter)),
  );

function countOf(values: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) {
    if (value !== null) counts[fold(value)] = (counts[fold(value)] ?? 0) + 1;
  }
  return counts;
}

/** What `catalog.facets` must return, with the counts by folded value. */
function modelOf(items: readonly Item[], filter: Filter) {
  const amounts = matching(items, filter, 'price').map(({ amount }) => amount);
  const money = (amount: number) => ({ amount, currency: 'EUR' });
  return {
    total: matching(items, filter).length,
    inStock: matching(items, filter, 'inStock').filter(({ quantity }) => quantity > 0).length,
    tags: countOf(matching(items, filter, 'tag').flatMap(({ tags }) => tags)),
    vendors: countOf(matching(items, filter, 'vendor').map(({ vendor }) => vendor)),
    productTypes: countOf(
      matching(items, filter, 'productType').map(({ productType }) => productType),
    ),
    price:
      amounts.length === 0
        ? null
        : { min: money(Math.min(...amounts)), max: money(Math.max(...amounts)) },
    isComplete: true,
  };
}

const countsOf = (values: FacetsView['tags']) =>
  Object.fromEntries(values.map(({ value, count }) => [fold(value), count]));

async function fill(items: readonly Item[]): Promise<void> {
  await server.clear();
  for (const { quantity, amount, ...item } of items) {
    const product = productFixture({ ...item, tags: [...item.tags], amount });
    const inventory = { isTracked: true, quantity, policy: 'deny' } as const;
    const variants = product.variants.map((variant) => ({ ...variant, inventory }));
    await catalog.create({ ...product, variants }, OPERATOR_ORIGIN);
  }
}

/** Lists all pages, two products each. */
async function listAll(filter: Filter, sort: 'title-asc' | 'price-desc' | 'newest') {
  const titles: string[] = [];
  let cursor: string | null = null;
  do {
    const input = { ...filter, sort, limit: 2, ...(cursor !== null && { cursor }) };
    const page: Awaited<ReturnType<typeof catalog.list>> = await catalog.list(
      ListProductsInput.parse(input),
    );
    titles.push(...page.items.map(({ title, priceRange: { min } }) => `${title} ${min.amount}`));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return titles.sort();
}

test('Facets and lists agree with a model in memory, whatever is chosen', async () => {
  const property = fc.asyncProperty(
    fc.array(anyItem, { maxLength: 8 }),
    fc.array(anyFilter, { minLength: 1, maxLength: 8 }),
    async (items, filters) => {
      await fill(items);
      for (const filter of filters) {
        const { tags, vendors, productTypes, ...others } = await catalog.facets(
          FacetsInput.parse(filter),
        );
        const counted = {
          ...others,
          tags: countsOf(tags),
          vendors: countsOf(vendors),
          productTypes: countsOf(productTypes),
        };
        expect(counted).toEqual(modelOf(items, filter));
        const expected = matching(items, filter).map(({ title, amount }) => `${title} ${amount}`);
        for (const sort of ['title-asc', 'price-desc', 'newest'] as const) {
          expect(await listAll(filter, sort)).toEqual(expected.sort());
        }
      }
    },
  );
  await fc.assert(property, { numRuns: runCount(4, 24) });
});

test('The other values of a chosen facet are still counted', async () => {
  const item = { title: 'Mug', tags: [], productType: null, quantity: 1, amount: 1 };
  await fill(['Bento', 'Casa', 'Casa'].map((vendor) => ({ ...item, vendor })));
  const { total, vendors } = await catalog.facets(FacetsInput.parse({ vendor: 'bento' }));
  expect({ total, vendors }).toEqual({
    total: 1,
    vendors: [
      { value: 'Casa', count: 2 },
      { value: 'Bento', count: 1 },
    ],
  });
});

test('A filter has at most 20 values', () => {
  const values = Array.from({ length: 21 }, (_, index) => `v${index}`);
  expect(FacetsInput.safeParse({ vendor: values }).success).toBe(false);
  expect(FacetsInput.parse({ vendor: values.slice(1) }).vendor).toHaveLength(20);
});
