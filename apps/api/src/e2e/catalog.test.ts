import { createClient, createImportForm, isClientError } from '@trastienda/shop-client';
import { productFixture } from '@trastienda/shop-testing';
import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { useBackend } from '../testing/start-backend.ts';

const backend = await useBackend();

beforeEach(() => backend.server.clear());

const csv = (...rows: string[]) =>
  createImportForm(
    new File([['Handle,Title,Tags,Variant SKU,Variant Price', ...rows].join('\n')], 'products.csv'),
  );

/** The failure of a call, as its caller sees it. */
async function failureOf(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (!isClientError(error) || !error.data) throw new Error('the call did not fail as expected');
  return error.data;
}

describe('a visitor with the typed client', () => {
  test('browses the products that staff have imported', async () => {
    const { staff, visitor } = backend;
    const report = await staff.admin.products.import.mutate(
      csv('mug,Blue mug,"cocina, azul",MUG,18.50', 'bowl,Red bowl,cocina,BOWL,22', 'x,,,,'),
    );
    expect(report).toMatchObject({ rows: 3, created: 2, rejected: 1 });
    expect(report.rejections[0]).toMatchObject({ rows: [4], handle: 'x' });

    const first = await visitor.catalog.list.query({ tag: 'COCINA', limit: 1 });
    expect(first.items.map((item) => item.title)).toEqual(['Blue mug']);
    const second = await visitor.catalog.list.query({
      tag: 'cocina',
      limit: 1,
      cursor: first.nextCursor ?? '',
    });
    expect(second).toMatchObject({ items: [{ title: 'Red bowl' }], nextCursor: null });

    const [found, product, facets] = await Promise.all([
      visitor.catalog.list.query({ search: 'blu mu' }),
      visitor.catalog.get.query({ slug: 'mug' }),
      visitor.catalog.facets.query(),
    ]);
    expect(found.items).toHaveLength(1);
    expect(product.variants).toMatchObject([
      { sku: 'MUG', price: { amount: 1850, currency: 'EUR' }, isInStock: true },
    ]);
    expect(facets.tags).toEqual([
      { value: 'cocina', count: 2 },
      { value: 'azul', count: 1 },
    ]);
  });

  test('never sees stock quantities, drafts or revisions', async () => {
    const { staff, visitor } = backend;
    const { slug } = await staff.admin.products.create.mutate(productFixture());
    const draft = await staff.admin.products.create.mutate(productFixture({ status: 'draft' }));
    const product = await visitor.catalog.get.query({ slug });
    expect(product).not.toHaveProperty('revision');
    expect(product.variants[0]).not.toHaveProperty('inventory');
    const { items } = await visitor.catalog.list.query({});
    expect(items.map((item) => item.slug)).toEqual([slug]);
    expect(items[0]).not.toHaveProperty('status');
    expect(await failureOf(visitor.catalog.get.query({ slug: draft.slug }))).toMatchObject({
      reason: 'PRODUCT_NOT_FOUND',
      details: { product: draft.slug },
      httpStatus: 404,
    });
  });

  test('learns which fields of the input are invalid', async () => {
    // Two mistakes that only a caller without types can make.
    const input = { limit: 1000, sort: 'sideways' } as unknown as { limit: number };
    const failure = await failureOf(backend.visitor.catalog.list.query(input));
    expect(failure.reason).toBe('INPUT_INVALID');
    expect(Object.keys(failure.fields).sort()).toEqual(['limit', 'sort']);
    expect(failure.requestId).toMatch(/^[\w.-]+$/);
    expectTypeOf(failure.fields).toEqualTypeOf<Readonly<Record<string, readonly string[]>>>();
    expectTypeOf<'PRODUCT_NOT_FOUND' | 'INPUT_INVALID'>().toExtend<typeof failure.reason>();
    expectTypeOf<'NO_SUCH_REASON'>().not.toExtend<typeof failure.reason>();
  });

  test('may not call procedures of staff', async () => {
    const { visitor, url } = backend;
    const stranger = createClient({ url, token: 'guessed', caching: false });
    const product = productFixture();
    expect(await failureOf(visitor.admin.products.create.mutate(product))).toMatchObject({
      reason: 'ACTOR_UNAUTHENTICATED',
    });
    expect(await failureOf(visitor.admin.products.import.mutate(csv()))).toMatchObject({
      reason: 'ACTOR_UNAUTHENTICATED',
    });
    expect(await failureOf(stranger.catalog.list.query({}))).toMatchObject({
      reason: 'TOKEN_INVALID',
    });
    expect((await visitor.catalog.list.query({})).items).toEqual([]);
  });
});

describe('staff', () => {
  test('create, change and archive products', async () => {
    const { staff } = backend;
    const created = await staff.admin.products.create.mutate(productFixture({ status: 'draft' }));
    const changes = { status: 'active' as const, tags: ['new'] };
    const updated = await staff.admin.products.update.mutate({
      id: created.id,
      revision: 1,
      changes,
    });
    expect(updated).toMatchObject({ status: 'active', tags: ['new'], revision: 2 });
    const stale = staff.admin.products.update.mutate({ id: created.id, revision: 1, changes });
    expect(await failureOf(stale)).toMatchObject({
      reason: 'PRODUCT_REVISION_STALE',
      details: expect.toBeOneOf([{}]),
    });
    await staff.admin.products.archive.mutate({ id: created.id });
    const archived = await staff.admin.products.list.query({ status: 'archived' });
    expect(archived.items.map((item) => item.id)).toEqual([created.id]);
    expect(await staff.admin.products.get.query({ id: created.id })).toMatchObject({
      status: 'archived',
      variants: [{ inventory: { isTracked: false } }],
    });
  });
});

describe('no request', () => {
  test('scans a collection', async ({ skip }) => {
    const { staff, visitor, server } = backend;
    const { embedded } = server;
    if (embedded === undefined) return skip('only the embedded database counts its scans');
    const rows = Array.from(
      { length: 300 },
      (_, i) => `p-${i},Mug ${i},"all, t${i % 3}",S-${i},${i + 1}`,
    );
    embedded.resetStats();
    await staff.admin.products.import.mutate(csv(...rows));
    const listed = [];
    for (const sort of ['title-asc', 'title-desc', 'price-asc', 'price-desc', 'newest'] as const) {
      const price = { min: 1000, max: 20_000, currency: 'EUR' };
      for (const filter of [
        {},
        { tag: 't1' },
        { inStock: true, tag: 't2' },
        { tag: ['t0', 't1'], inStock: true },
        { search: 'mug' },
        { price },
      ]) {
        const page = await visitor.catalog.list.query({ sort, limit: 5, ...filter });
        listed.push(...page.items);
        const cursor = page.nextCursor ?? '';
        await visitor.catalog.list.query({ sort, limit: 5, ...filter, cursor });
      }
    }
    expect(listed).toHaveLength(5 * 6 * 5);
    await visitor.catalog.facets.query({});
    await visitor.catalog.facets.query({ search: 'mug 1' });
    const chosen = await visitor.catalog.facets.query({ tag: ['t0', 't1'], inStock: true });
    expect(chosen).toMatchObject({ total: 200, inStock: 200 });
    expect(chosen.tags).toContainEqual({ value: 't2', count: 100 });
    const { slug } = await visitor.catalog.get.query({ slug: 'p-7' });
    const { items } = await staff.admin.products.list.query({ search: slug.replace('p-', '') });
    const id = items[0]?.id ?? '';
    await staff.admin.products.get.query({ id });
    await staff.admin.products.update.mutate({ id, revision: 1, changes: { title: 'New' } });
    await staff.admin.products.archive.mutate({ id });
    expect(embedded.stats().collectionScans).toEqual([]);
  });

  test('examines more documents than its response needs', async ({ skip }) => {
    const { staff, visitor, server } = backend;
    const { embedded } = server;
    if (embedded === undefined) return skip('only the embedded database counts what it reads');
    const rows = Array.from({ length: 600 }, (_, i) => `p-${i},Mug ${i},all,S-${i},${i + 1}`);
    await staff.admin.products.import.mutate(csv(...rows));
    const examined = async (call: () => Promise<unknown>) => {
      embedded.resetStats();
      await call();
      return embedded.stats().docsExamined;
    };
    const { list } = visitor.catalog;
    const dear = { min: 100_000_000, currency: 'EUR' };
    expect(await examined(() => list.query({ price: dear }))).toBe(0);
    expect(
      await examined(() => list.query({ search: 'mug', sort: 'title-asc', limit: 20 })),
    ).toBeLessThan(100);
    // Without an index in memory the database ranks at most 300, whatever the shop has: it finds and reads them.
    expect(await examined(() => list.query({ search: 'mug', limit: 20 }))).toBeLessThan(700);
    expect(await examined(() => list.query({ search: 'mug 599', limit: 20 }))).toBeLessThan(100);
  });

  test('reads more of the index for a later page than for the first', async ({ skip }) => {
    const { staff, visitor, server } = backend;
    const { embedded } = server;
    if (embedded === undefined) return skip('only the embedded database counts what it reads');
    const rows = Array.from({ length: 300 }, (_, i) => `p-${i},Mug,all,S-${i},7`);
    await staff.admin.products.import.mutate(csv(...rows));
    const examined: number[] = [];
    for (const sort of ['title-asc', 'price-desc', 'newest'] as const) {
      let cursor: string | null | undefined;
      do {
        embedded.resetStats();
        const page = await visitor.catalog.list.query({
          sort,
          limit: 20,
          ...(cursor && { cursor }),
        });
        examined.push(embedded.stats().docsExamined);
        cursor = page.nextCursor;
      } while (cursor !== null);
    }
    // Fifteen pages by three sorts; 21 documents each, because one tells whether there is more.
    expect(examined).toHaveLength(45);
    expect(Math.max(...examined)).toBeLessThanOrEqual(21);
  });
});
