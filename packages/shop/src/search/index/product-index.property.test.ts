import { foldText } from '@trastienda/mongo';
import type { FacetsInput, FacetsView, ProductSort } from '@trastienda/shop-contract';
import type { SearchedProduct } from '@trastienda/shop-db';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countNaively, filterNaively, searchNaively } from '../testing/naive-search.ts';
import { searchedProduct } from '../testing/searched-product.ts';
import { ProductIndex } from './product-index.ts';

const WORDS = ['camisa', 'lino', 'azul', 'Jardín', "d'hiver", 'off-white', '500 ml', 'bean bag'];
const anyText = fc
  .array(fc.constantFrom(...WORDS, 'camiseta', 'de'), { minLength: 1, maxLength: 4 })
  .map((words) => words.join(' '));

const anyProduct = (number: number): fc.Arbitrary<SearchedProduct> =>
  fc
    .record({
      title: anyText,
      vendor: fc.constantFrom(null, 'Ábaco', 'Bento lino'),
      productType: fc.constantFrom(null, 'mug', 'Camisas'),
      tags: fc.subarray(['Niño', 'NIÑO', 'lino', 'rojo']),
      optionValues: fc.subarray(['Azul', 'XL', '500 g']),
      codes: fc.subarray(['CAM-12', '8412345', 'X-1']),
      descriptionHtml: fc.constantFrom('', '<p>Manga <b>larga</b> azul</p>', 'beanbag &amp; lana'),
      status: fc.constantFrom('active' as const, 'active' as const, 'draft' as const),
      isInStock: fc.boolean(),
      minPrice: fc.integer({ min: 1, max: 4 }),
      revision: fc.integer({ min: 1, max: 3 }),
    })
    .map((fields) => searchedProduct(number, { ...fields, eventSequence: fields.revision }));

const anyProducts = fc
  .integer({ min: 0, max: 8 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => anyProduct(index))));

const anyFilter: fc.Arbitrary<FacetsInput> = fc.record(
  {
    search: fc.oneof(
      fc.constantFrom('cami', 'camisa azul', 'lino', 'jardim', 'hiver', "l'hiver", 'offwhite'),
      fc.constantFrom('500ml', 'beanbag', 'bean bag', 'CAM12', 'cam-12', '841', 'camsia', 'de'),
      fc.constantFrom('lana azul', 'of white', 'nada', '—', 'camisas', 'lnio azul', 'larga'),
      anyText,
    ),
    tag: fc.subarray(['nino', 'rojo', 'nothing']),
    vendor: fc.subarray(['abaco', 'nothing']),
    productType: fc.subarray(['MUG', 'camisas']),
    inStock: fc.boolean(),
    price: fc.record(
      { min: fc.constantFrom(2, 3), max: fc.constantFrom(2, 3), currency: fc.constant('EUR') },
      { requiredKeys: ['currency'] },
    ),
  },
  { requiredKeys: [] },
);

const anySort = fc.constantFrom<ProductSort[]>(
  ...(['relevance', 'title-asc', 'title-desc', 'price-asc', 'price-desc', 'newest'] as const),
);

function indexOf(products: readonly SearchedProduct[]): ProductIndex {
  const index = new ProductIndex();
  for (const product of products) index.put(product);
  return index;
}

/** Facets with their values folded: which spelling is shown is not what is compared. */
function foldedFacets(facets: FacetsView): FacetsView {
  const fold = (values: FacetsView['tags']) =>
    values.map(({ value, count }) => ({ value: foldText(value), count }));
  const { tags, vendors, productTypes } = facets;
  return {
    ...facets,
    ...{ tags: fold(tags), vendors: fold(vendors), productTypes: fold(productTypes) },
  };
}

/** Returns the ids of all pages. */
function allPages(index: ProductIndex, filter: FacetsInput, sort: ProductSort, limit: number) {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = index.find({ status: 'active', filter, sort, limit, cursor });
    ids.push(...page.ids);
    if (page.nextCursor === null) return ids;
    cursor = page.nextCursor;
  }
}

const isActive = ({ status }: SearchedProduct) => status === 'active';

test('an index finds and counts what a look at every product finds and counts', () => {
  fc.assert(
    fc.property(anyProducts, anyFilter, (products, filter) => {
      const index = indexOf(products);
      const active = products.filter(isActive);
      const expected = filterNaively(searchNaively(active, filter.search), filter);
      const { ids } = index.find({ status: 'active', filter, sort: 'relevance', limit: 100 });
      expect(new Set(ids)).toEqual(new Set(expected.map(({ id }) => id)));
      expect(ids).toHaveLength(expected.length);
      expect(foldedFacets(index.facets(filter, 'EUR'))).toEqual(countNaively(active, filter));
    }),
    { numRuns: 300 },
  );
});

test('the pages of a list are the list, in every order', () => {
  fc.assert(
    fc.property(anyProducts, anyFilter, anySort, (products, filter, sort) => {
      const index = indexOf(products);
      const whole = index.find({ status: 'active', filter, sort, limit: 100 });
      expect(whole.nextCursor).toBeNull();
      for (const limit of [1, 2, 3]) {
        expect(allPages(index, filter, sort, limit)).toEqual(whole.ids);
      }
    }),
  );
});

test('pages continue after what was seen while other products come, change and go', () => {
  fc.assert(
    fc.property(anyProducts, anyProducts, anyFilter, (before, after, filter) => {
      const index = indexOf(before);
      const query = { status: 'active', filter, sort: 'relevance', limit: 2 } as const;
      const first = index.find(query);
      if (first.nextCursor === null) return;
      for (const product of after) {
        const isSeen = first.ids.includes(product.id);
        if (!isSeen) index.put({ ...product, revision: 9, eventSequence: 9 });
      }
      const second = index.find({ ...query, cursor: first.nextCursor });
      expect(second.ids.filter((id) => first.ids.includes(id))).toEqual([]);
    }),
  );
});

test('after any history of changes an index finds and counts what the last state has', () => {
  const anyStep = fc.oneof(
    fc.integer({ min: 0, max: 4 }).chain(anyProduct),
    fc.record({ removed: fc.integer({ min: 0, max: 4 }) }),
    fc.constant('sweep' as const),
  );
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 25 }), anyFilter, anySort, (steps, filter, sort) => {
      const index = new ProductIndex();
      const last = new Map<string, SearchedProduct>();
      const sweeps: Generator<void, void, void>[] = [];
      let sequence = 0;
      for (const step of steps) {
        sequence += 1;
        if (step === 'sweep') sweeps.push(index.sweep());
        else if ('removed' in step) {
          const { id } = searchedProduct(step.removed);
          index.remove(id);
          last.delete(id);
        } else {
          const known = last.get(step.id);
          // An unchanged revision has the same words; stock alone may have changed.
          const isStock = known !== undefined && step.revision === 1;
          const { isInStock } = step;
          const product = isStock
            ? { ...known, isInStock, eventSequence: sequence }
            : { ...step, revision: sequence, eventSequence: sequence };
          index.put(product);
          last.set(product.id, product);
        }
        // A sweep goes on while products change.
        for (const sweep of sweeps) sweep.next();
      }
      for (const sweep of sweeps) for (const _ of sweep);
      const fresh = indexOf([...last.values()]);
      const query = { status: 'active', filter, sort, limit: 100 } as const;
      expect(index.find(query)).toEqual(fresh.find(query));
      const active = [...last.values()].filter(isActive);
      const { search: _, ...conditions } = filter;
      for (const counted of [filter, conditions]) {
        expect(foldedFacets(index.facets(counted, 'EUR'))).toEqual(countNaively(active, counted));
      }
      expect(index.size).toBe(last.size);
    }),
    { numRuns: 200 },
  );
});

test('a product with thousands of words is added in steps of a few', () => {
  const tags = Array.from({ length: 100 }, (_, tag) =>
    Array.from({ length: 20 }, (_, word) => `t${tag}w${word}`).join(' '),
  );
  const index = new ProductIndex();
  const steps = [...index.putting(searchedProduct(1, { tags }))].length;
  expect(steps).toBeGreaterThan(tags.length + 20);
  expect(
    index.find({ status: 'active', filter: { search: 't99w19' }, sort: 'relevance', limit: 1 }),
  ).toEqual({
    ids: [searchedProduct(1).id],
    nextCursor: null,
  });
});
