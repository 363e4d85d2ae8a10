import { Cursor, pickFields } from '@trastienda/base';
import { ListProductsInput, type ProductSort, SummaryFields } from '@trastienda/shop-contract';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';
import { productState } from '../testing/product-state.ts';
import type { ProductState } from './product-document.ts';

const { server, database } = await useTestDatabase(openDatabase);

const insert = (...products: ProductState[]) =>
  database.products.write(products.map((product) => ({ product, before: null })));

/** Reads all pages of a list. */
async function pages(input: Partial<ListProductsInput>): Promise<string[][]> {
  const titles: string[][] = [];
  let cursor: string | null | undefined;
  do {
    const page = await database.products.list(
      'active',
      ListProductsInput.parse({ ...input, ...(cursor && { cursor }) }),
    );
    titles.push(page.items.map((item) => item.title));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return titles;
}

const titles = async (input: Partial<ListProductsInput>) => (await pages(input)).flat();

describe('a written product', () => {
  beforeEach(() => server.clear());

  test('is read back as it was written, with its derived fields', async () => {
    const state = productState({
      title: 'Ocean Blue Shirt',
      vendor: 'Aalto',
      tags: ['men', 'blue'],
      optionNames: ['Size'],
      images: [{ url: 'https://cdn.example/a.jpg', alt: null }],
      variants: [
        { amount: 5000, isTracked: true, quantity: 0 },
        { amount: 4500, isTracked: true, quantity: 2 },
      ].map(({ amount, isTracked, quantity }, index) => ({
        ...productState().variants[0],
        sku: `OCEAN-${index}`,
        optionValues: [`${index}`],
        price: { amount, currency: 'EUR' },
        inventory: { isTracked, quantity, policy: 'deny' },
      })) as never,
    });
    const [written] = await insert(state);
    const read = await database.products.find(state.id);
    expect(read).toEqual(written);
    expect(read).toEqual({ ...state, isInStock: true, eventSequence: 1 });
    const { id, revision, updatedAt } = state;
    const { items } = await database.products.list('active', ListProductsInput.parse({}));
    expect(items).toEqual([
      {
        ...pickFields(SummaryFields.shape, state),
        ...{ id, revision, updatedAt, isInStock: true },
        image: { url: 'https://cdn.example/a.jpg', alt: null },
        ...{ currency: 'EUR', minPrice: 4500, maxPrice: 5000 },
      },
    ]);
  });

  test('has the defaults of fields that were added after its document was written', async () => {
    const state = productState({ vendor: 'Aalto', tags: ['men'] });
    await insert(state);
    await server.withClient((client) =>
      client
        .db()
        .collection('products')
        .updateOne({}, { $unset: { vendor: 1, tags: 1, 'variants.0.compareAtPrice': 1 } }),
    );
    const read = await database.products.find(state.id);
    expect(read).toEqual({
      ...state,
      ...{ vendor: null, tags: [], isInStock: true, eventSequence: 1 },
    });
    const { items } = await database.products.list('active', ListProductsInput.parse({}));
    expect(items).toMatchObject([{ vendor: null, tags: [] }]);
  });

  test('is found by its slug while it is active, and not as a draft', async () => {
    const [active, draft] = await insert(productState(), productState({ status: 'draft' }));
    expect(await database.products.findActive(active?.slug ?? '')).toEqual(active);
    expect(await database.products.findActive(draft?.slug ?? '')).toBeNull();
    expect(await database.products.findBySlugs([draft?.slug ?? '', 'none'])).toEqual([draft]);
  });

  test('rejects a slug or a SKU of another product, and reports which', async () => {
    const [first] = await insert(productState());
    const sameSlug = productState({ slug: first?.slug ?? '' });
    await expect(insert(sameSlug)).rejects.toMatchObject({ reason: 'PRODUCT_SLUG_TAKEN' });
    const sameSku = { ...productState(), variants: first?.variants ?? [] };
    await expect(insert(sameSku)).rejects.toMatchObject({
      reason: 'VARIANT_SKU_TAKEN',
      details: { sku: first?.variants[0]?.sku },
    });
    expect(await database.products.find(sameSku.id)).toBeNull();
  });

  test('is replaced only at the revision that was read', async () => {
    const [view] = await insert(productState());
    if (view === undefined) throw new Error('nothing was written');
    const update = (title: string) =>
      database.products.write([{ product: { ...view, title, revision: 2 }, before: view }]);
    await update('First');
    await expect(update('Second')).rejects.toMatchObject({ reason: 'PRODUCT_REVISION_STALE' });
    expect(await database.products.find(view.id)).toMatchObject({ title: 'First', revision: 2 });
  });

  test('counts its events from 1, also one from before changes of products were events', async () => {
    const [written] = await insert(productState());
    if (written === undefined) throw new Error('nothing was written');
    expect(written.eventSequence).toBe(1);
    await server.withClient((client) =>
      client
        .db()
        .collection('products')
        .updateOne({}, { $unset: { eventSequence: 1 } }),
    );
    const before = await database.products.find(written.id);
    if (before === null) throw new Error('nothing was found');
    expect(before.eventSequence).toBe(0);
    const [after] = await database.products.write([
      { product: { ...before, revision: 2 }, before },
    ]);
    expect(after?.eventSequence).toBe(1);
  });

  test('counts a change of an in-stock flag, and no refresh that leaves them', async () => {
    const [variant] = productState().variants;
    if (variant === undefined) throw new Error('a product without variants');
    const withUnits = (...quantities: number[]) =>
      quantities.map((quantity, index) => ({
        ...{ ...variant, sku: `${variant.sku}-${index}`, optionValues: [String(index)] },
        inventory: { isTracked: true, quantity, policy: 'deny' } as const,
      }));
    const [written] = await insert(
      productState({ optionNames: ['Size'], variants: withUnits(2, 1) }),
    );
    if (written === undefined) throw new Error('nothing was written');
    const { refreshListing } = database.products;
    expect(await refreshListing(written, withUnits(1, 9))).toMatchObject({ eventSequence: 1 });
    const partly = await refreshListing(written, withUnits(0, 1));
    expect(partly).toMatchObject({ isInStock: true, eventSequence: 2, revision: 1 });
    const refreshed = await refreshListing(partly, withUnits(0, 0));
    expect(refreshed).toMatchObject({ isInStock: false, eventSequence: 3, revision: 1 });
    expect(await refreshListing(refreshed, refreshed.variants)).toEqual(refreshed);
    // A writer that read it before the refresh does not write over the event.
    const stale = [{ product: { ...written, revision: 2 }, before: written }];
    await expect(database.products.write(stale)).rejects.toMatchObject({
      reason: 'PRODUCT_REVISION_STALE',
    });
    await expect(refreshListing(written, withUnits(0, 0))).rejects.toMatchObject({
      reason: 'PRODUCT_REVISION_STALE',
    });
  });

  test('accepts one of many simultaneous writers', async () => {
    const [view] = await insert(productState());
    if (view === undefined) throw new Error('nothing was written');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        database.products.write([
          { product: { ...view, title: `Writer ${index}`, revision: 2 }, before: view },
        ]),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('a list', () => {
  beforeEach(async () => {
    await server.clear();
    await insert(
      ...[
        { title: 'zebra mug', amount: 300, tags: ['Cocina'], vendor: 'Aalto' },
        { title: 'Árbol', amount: 100, tags: ['cocina', 'Jardín'], vendor: 'Bento' },
        { title: 'apple bowl', amount: 300, productType: 'Bowls', vendor: 'AALTO' },
        { title: 'Blue mug', amount: 200, tags: ['jardin'], vendor: 'Bento' },
      ].map((product, index) =>
        productState({ ...product, createdAt: new Date(`2026-01-0${index + 1}T00:00:00.000Z`) }),
      ),
    );
    await insert(productState({ title: 'A draft', status: 'draft' }));
  });

  test.each<[ProductSort, string[]]>([
    ['title-asc', ['apple bowl', 'Árbol', 'Blue mug', 'zebra mug']],
    ['title-desc', ['zebra mug', 'Blue mug', 'Árbol', 'apple bowl']],
    ['newest', ['Blue mug', 'apple bowl', 'Árbol', 'zebra mug']],
  ])('iterates over all active products once, by %s, for any page size', async (sort, all) => {
    for (const limit of [1, 2, 3, 4, 100]) {
      const paged = await pages({ sort, limit });
      expect(paged.flat()).toEqual(all);
      expect(paged).toHaveLength(Math.ceil(all.length / limit));
    }
  });

  test('orders by price, and products of one price in a stable order', async () => {
    const ascending = await titles({ sort: 'price-asc', limit: 1 });
    expect(ascending.slice(0, 2)).toEqual(['Árbol', 'Blue mug']);
    expect(ascending.slice(2).sort()).toEqual(['apple bowl', 'zebra mug']);
    expect(await titles({ sort: 'price-desc', limit: 1 })).toEqual(ascending.toReversed());
  });

  test('filters by any of some tags, vendors and types, regardless of case and accents', async () => {
    expect(await titles({ tag: ['COCINA'] })).toEqual(['Árbol', 'zebra mug']);
    expect(await titles({ tag: ['jardín'], vendor: ['bento'] })).toEqual(['Árbol', 'Blue mug']);
    expect(await titles({ productType: ['bowls'] })).toEqual(['apple bowl']);
    expect(await titles({ vendor: ['nobody'] })).toEqual([]);
    expect(await titles({ vendor: ['nobody', 'Bento', 'bento'] })).toEqual(['Árbol', 'Blue mug']);
    const both = { tag: ['cocina', 'jardin'], vendor: ['aalto', 'bento'] };
    expect(await titles({ ...both, limit: 1 })).toEqual(['Árbol', 'Blue mug', 'zebra mug']);
  });

  test.each<ProductSort>(['title-asc', 'price-asc', 'price-desc', 'newest'])(
    'respects a price range, bounds included, by %s and across pages',
    async (sort) => {
      const price = { min: 200, max: 300, currency: 'EUR' };
      expect((await titles({ sort, price, limit: 1 })).sort()).toEqual([
        'Blue mug',
        'apple bowl',
        'zebra mug',
      ]);
      expect(await titles({ sort, price: { max: 199, currency: 'EUR' } })).toEqual(['Árbol']);
      expect(await titles({ sort, price: { min: 301, currency: 'EUR' } })).toEqual([]);
    },
  );

  test.each<[ProductSort, { min?: number; max?: number }, string[]]>([
    ['price-asc', { min: 300 }, ['apple bowl', 'zebra mug']],
    ['price-asc', { max: 200 }, ['Blue mug']],
    ['price-asc', { min: 200, max: 250 }, ['Blue mug']],
    ['price-desc', { max: 100 }, ['Árbol']],
    ['price-desc', { max: 200 }, ['Blue mug', 'Árbol']],
    ['price-desc', { min: 200 }, ['Blue mug', 'zebra mug|apple bowl']],
    ['title-asc', { min: 300 }, ['zebra mug']],
  ])(
    'by %s keeps a price range of %o that comes with a cursor of a list without one',
    async (sort, range, expected) => {
      const all = await database.products.list(
        'active',
        ListProductsInput.parse({ sort, limit: 1 }),
      );
      const price = { ...range, currency: 'EUR' };
      const input = ListProductsInput.parse({ sort, price, cursor: all.nextCursor });
      const { items } = await database.products.list('active', input);
      const found = items.map(({ title }) => title);
      expect(found).toHaveLength(expected.length);
      // Products of one price are in any stable order.
      for (const title of found) expect(expected.join('|').split('|')).toContain(title);
    },
  );

  test('finds products by words and word prefixes in title, tags and vendor, requiring all of them', async () => {
    expect(await titles({ search: 'mug' })).toEqual(['Blue mug', 'zebra mug']);
    expect(await titles({ search: 'MU zeb' })).toEqual(['zebra mug']);
    expect(await titles({ search: 'arb jard' })).toEqual(['Árbol']);
    expect(await titles({ search: 'aal', limit: 1 })).toEqual(['apple bowl', 'zebra mug']);
    expect(await titles({ search: 'ug' })).toEqual([]);
    expect(await titles({ search: '!!' })).toEqual([]);
    expect(await titles({ search: 'mug', tag: ['jardin'], sort: 'newest' })).toEqual(['Blue mug']);
  });

  test('continues after a title of any length in any script', async () => {
    const long = '각'.repeat(255);
    await insert(productState({ title: long }), productState({ title: `${long.slice(1)}나` }));
    const paged = await pages({ sort: 'title-asc', limit: 1 });
    expect(paged.flat()).toHaveLength(6);
    const page = await database.products.list('active', ListProductsInput.parse({ limit: 5 }));
    expect(Cursor.safeParse(page.nextCursor).success).toBe(true);
  });

  test('folds letters that Unicode does not decompose, and requires each of many words', async () => {
    await insert(productState({ title: "Ørsted Łódź Women's a b c d e f g h i j k" }));
    expect(await titles({ search: 'orsted lodz womens' })).toHaveLength(1);
    expect(await titles({ search: 'a b c d e f g h i j k' })).toHaveLength(1);
    expect(await titles({ search: 'a b c d e f g h i j x' })).toHaveLength(0);
  });

  test('excludes products that are out of stock on request', async () => {
    const soldOut = productState({ title: 'Sold out' });
    const inventory = { isTracked: true, quantity: 0, policy: 'deny' } as const;
    const variants = soldOut.variants.map((variant) => ({ ...variant, inventory }));
    await insert({ ...soldOut, variants });
    expect(await titles({})).toContain('Sold out');
    expect(await titles({ inStock: true })).not.toContain('Sold out');
  });

  test('neither skips nor repeats products when others are added or removed between two pages', async () => {
    const first = await database.products.list('active', ListProductsInput.parse({ limit: 2 }));
    await insert(productState({ title: 'Aaa before' }), productState({ title: 'Zzz after' }));
    const second = await database.products.list(
      'active',
      ListProductsInput.parse({ limit: 10, cursor: first.nextCursor }),
    );
    expect(second.items.map(({ title }) => title)).toEqual(['Blue mug', 'zebra mug', 'Zzz after']);
  });

  test.each([
    ['of another sort', () => Buffer.from('newest\nx').toString('base64url')],
    ['that is malformed', () => 'nonsense'],
    ['that has an empty position', () => Buffer.from('title-asc\n').toString('base64url')],
  ])('rejects a cursor %s', async (_what, cursor) => {
    const input = ListProductsInput.parse({ cursor: cursor() });
    await expect(database.products.list('active', input)).rejects.toMatchObject({
      reason: 'CURSOR_INVALID',
    });
  });

  test('reports the lowest and the highest price, and null without products', async () => {
    expect(await database.products.priceBounds('active')).toEqual({
      min: { amount: 100, currency: 'EUR' },
      max: { amount: 300, currency: 'EUR' },
    });
    expect(await database.products.priceBounds('archived')).toBeNull();
  });
});
