import {
  type CallOrigin,
  CreateProductInput,
  FacetsInput,
  ListProductsInput,
  OPERATOR_ORIGIN,
  UpdateProductInput,
} from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { productFixture } from '@trastienda/shop-testing';
import { runCount, useTestDatabase } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createCatalogService } from './create-catalog-service.ts';

let time = 0;

const { server, database } = await useTestDatabase(openDatabase);
const clock = { now: () => new Date(Date.UTC(2026, 0, 1) + time++ * 1000) };
const catalog = createCatalogService({ database, clock, currency: 'EUR' });

beforeEach(() => server.clear());

const STAFF: CallOrigin = {
  actor: {
    kind: 'account',
    accountId: 'a'.repeat(24),
    sessionId: 's',
    role: 'staff',
    permissions: ['catalog:write'],
    isRecent: true,
  },
  requestId: 'request-1',
  source: '192.0.2.7',
  network: '192.0.2.0/24',
  device: 'a test',
};

const create = (input: CreateProductInput) => catalog.create(input, STAFF);
const archive = (id: string) => catalog.archive({ id }, STAFF);
const facets = (input: (typeof FacetsInput)['_zod']['input'] = {}) =>
  catalog.facets(FacetsInput.parse(input));
const update = (id: string, revision: number, changes: UpdateProductInput['changes']) =>
  catalog.update(UpdateProductInput.parse({ id, revision, changes }), STAFF);

describe('creating a product', () => {
  test('stores the product as given, with its description sanitized', async () => {
    const input = productFixture({ descriptionHtml: '<p onclick="x">Soft</p><script>x</script>' });
    const created = await create(input);
    expect(created).toMatchObject({ ...input, descriptionHtml: '<p>Soft</p>', revision: 1 });
    expect(await catalog.get({ slug: input.slug })).toEqual(created);
  });

  test('rejects a currency that the shop does not sell in, and changes nothing', async () => {
    const product = productFixture();
    const variants = product.variants.map((variant) => ({
      ...variant,
      price: { amount: 1, currency: 'USD' },
    }));
    await expect(create({ ...product, variants })).rejects.toMatchObject({
      reason: 'CURRENCY_UNSUPPORTED',
      details: { currency: 'USD', shopCurrency: 'EUR' },
    });
    expect((await facets()).total).toBe(0);
  });

  test('leaves the facet counters unchanged when the product is rejected', async () => {
    const product = await create(productFixture({ tags: ['one'] }));
    const again = productFixture({ slug: product.slug, tags: ['two'] });
    await expect(create(again)).rejects.toMatchObject({ reason: 'PRODUCT_SLUG_TAKEN' });
    expect(await facets()).toMatchObject({ total: 1, tags: [{ value: 'one', count: 1 }] });
  });

  test('accepts one of many simultaneous products with equivalent SKUs', async () => {
    const skus = ['CAFE\u0301', 'CAFÉ', 'CA\u200bFÉ', ' CAFE\u0301\ufeff'];
    const outcomes = await Promise.allSettled(
      skus.map((sku) => {
        const { variants, ...product } = productFixture();
        const spelled = variants.map((variant) => ({ ...variant, sku }));
        return create(CreateProductInput.parse({ ...product, variants: spelled }));
      }),
    );
    const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    const taken = { reason: 'VARIANT_SKU_TAKEN', details: { sku: 'CAFÉ' } };
    expect(refused).toMatchObject(Array(3).fill(taken));
    expect(await database.stock.find(['CAFÉ'])).toHaveLength(1);
    expect((await database.stock.list({ limit: 9 })).items).toHaveLength(1);
  });

  test('accepts one of many simultaneous products with one slug', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => create(productFixture({ slug: 'wanted' }))),
    );
    const failures = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason.reason] : [],
    );
    expect(failures).toEqual(Array(9).fill('PRODUCT_SLUG_TAKEN'));
    expect((await facets()).total).toBe(1);
  });
});

describe('updating a product', () => {
  test('changes the named fields and keeps the rest', async () => {
    const before = await create(productFixture({ tags: ['men'], vendor: 'Aalto' }));
    const after = await update(before.id, 1, { title: 'New title' });
    expect(after).toEqual({
      ...before,
      title: 'New title',
      revision: 2,
      updatedAt: after.updatedAt,
    });
    expect(after.updatedAt > before.updatedAt).toBe(true);
    expect(await catalog.staffGet({ id: before.id })).toEqual(after);
  });

  test('rejects an update based on an outdated revision', async () => {
    const { id } = await create(productFixture());
    const changes = { title: 'Mine' };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () => update(id, 1, changes)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { reason: 'PRODUCT_REVISION_STALE' },
    });
    expect(await catalog.staffGet({ id })).toMatchObject({ revision: 2 });
  });

  test('without changes does nothing', async () => {
    const before = await create(productFixture());
    expect(await update(before.id, 1, {})).toEqual(before);
  });

  test('fails when there is no such product', async () => {
    const id = 'f'.repeat(24);
    await expect(update(id, 1, {})).rejects.toMatchObject({ reason: 'PRODUCT_NOT_FOUND' });
    await expect(archive(id)).rejects.toMatchObject({ reason: 'PRODUCT_NOT_FOUND' });
  });
});

describe('archiving a product', () => {
  test('removes it from lists and facets, once', async () => {
    const { id, slug } = await create(productFixture({ tags: ['men'] }));
    const archived = await archive(id);
    expect(archived).toMatchObject({ status: 'archived', revision: 2 });
    expect(await archive(id)).toEqual(archived);
    await expect(catalog.get({ slug })).rejects.toMatchObject({ reason: 'PRODUCT_NOT_FOUND' });
    expect(await facets()).toMatchObject({ total: 0, tags: [], price: null });
  });
});

describe('the audit log', () => {
  const entries = async () => (await database.audit.list({ limit: 100 })).items.reverse();

  test('records who changed what, when and from where', async () => {
    const { id, slug } = await create(productFixture());
    await update(id, 1, { title: 'New title', tags: ['new'] });
    await archive(id);
    const entry = {
      actor: { kind: 'account', id: 'a'.repeat(24) },
      subjectId: id,
      requestId: 'request-1',
      network: '192.0.2.0/24',
      at: expect.toSatisfy((at: Date) => at.toISOString().startsWith('2026-01-')),
    };
    expect(await entries()).toMatchObject([
      { ...entry, action: 'catalog.created', details: { slug, revision: 1 } },
      { ...entry, action: 'catalog.updated', details: { revision: 2, fields: 'title,tags' } },
      { ...entry, action: 'catalog.archived', details: { slug, revision: 3 } },
    ]);
  });

  test('identifies an API key, a token or an operator as well', async () => {
    const machine = { kind: 'machine', name: 'erp', permissions: ['catalog:write'] } as const;
    const origins = [
      { ...STAFF, actor: { ...machine, keyId: 'k1' } },
      { ...STAFF, actor: machine },
      OPERATOR_ORIGIN,
    ];
    for (const origin of origins) await catalog.create(productFixture(), origin);
    expect((await entries()).map(({ actor }) => actor)).toEqual([
      { kind: 'machine', id: 'k1' },
      { kind: 'machine', id: 'erp' },
      { kind: 'operator', id: null },
    ]);
  });

  test('has no entry for a call that was rejected or changed nothing', async () => {
    const { id, slug } = await create(productFixture());
    await update(id, 1, {});
    await archive(id);
    await archive(id);
    await expect(create(productFixture({ slug }))).rejects.toThrow();
    await expect(update(id, 1, { title: 'Late' })).rejects.toThrow();
    expect((await entries()).map(({ action }) => action)).toEqual([
      'catalog.created',
      'catalog.archived',
    ]);
  });

  test('commits or rolls back together with the change', async () => {
    const { id } = await create(productFixture());
    const audit = { ...database.audit, append: () => Promise.reject(new Error('no room')) };
    const unlogged = createCatalogService({
      database: { ...database, audit },
      clock: { now: () => new Date() },
      currency: 'EUR',
    });
    await expect(unlogged.create(productFixture(), STAFF)).rejects.toThrow('no room');
    await expect(unlogged.archive({ id }, STAFF)).rejects.toThrow('no room');
    expect(await catalog.staffGet({ id })).toMatchObject({ status: 'active', revision: 1 });
    expect((await facets()).total).toBe(1);
  });
});

describe('facets', () => {
  beforeEach(async () => {
    const inventory = { isTracked: true, quantity: 0, policy: 'deny' } as const;
    const soldOut = productFixture({ title: 'Blue cap', amount: 900, vendor: 'Bento' });
    await create(productFixture({ title: 'Blue mug', amount: 300, tags: ['Cocina'] }));
    await create(
      productFixture({ title: 'Red mug', amount: 500, tags: ['cocina', 'rojo'], vendor: 'Bento' }),
    );
    await create({
      ...soldOut,
      variants: soldOut.variants.map((variant) => ({ ...variant, inventory })),
    });
    await create(productFixture({ status: 'draft', tags: ['secret'] }));
  });

  test('count the values of active products, most frequent first', async () => {
    expect(await facets()).toEqual({
      total: 3,
      inStock: 2,
      tags: [
        { value: 'Cocina', count: 2 },
        { value: 'rojo', count: 1 },
      ],
      vendors: [{ value: 'Bento', count: 2 }],
      productTypes: [],
      price: { min: { amount: 300, currency: 'EUR' }, max: { amount: 900, currency: 'EUR' } },
      isComplete: true,
    });
  });

  test('spell a value as the most recently written product does', async () => {
    const { id } = await create(productFixture({ vendor: 'ACME' }));
    await update(id, 1, { vendor: 'Acme' });
    expect((await facets()).vendors).toContainEqual({ value: 'Acme', count: 1 });
  });

  test('count only matching products when a filter is given', async () => {
    expect(await facets({ search: 'mug', vendor: 'bento' })).toEqual({
      total: 1,
      inStock: 1,
      tags: [
        { value: 'cocina', count: 1 },
        { value: 'rojo', count: 1 },
      ],
      vendors: [{ value: 'Bento', count: 1 }],
      productTypes: [],
      price: { min: { amount: 500, currency: 'EUR' }, max: { amount: 500, currency: 'EUR' } },
      isComplete: true,
    });
    expect(await facets({ tag: 'none' })).toMatchObject({ total: 0, price: null });
  });
});

describe('the counters of the facets', () => {
  const anyProduct = fc.record({
    status: fc.constantFrom('active' as const, 'draft' as const),
    tags: fc.subarray(['a', 'B', 'b', 'c']),
    vendor: fc.constantFrom(null, 'V', 'W'),
    productType: fc.constantFrom(null, 'T'),
  });
  const anyStep = fc.oneof(
    fc.record({ do: fc.constant('create' as const), product: anyProduct }),
    fc.record({ do: fc.constant('update' as const), at: fc.nat(), changes: anyProduct }),
    fc.record({ do: fc.constant('archive' as const), at: fc.nat() }),
  );

  test('agree with the products after any changes, several at a time', async () => {
    const property = fc.asyncProperty(fc.array(anyStep, { maxLength: 12 }), async (steps) => {
      await server.clear();
      const ids: string[] = [];
      for (let at = 0; at < steps.length; at += 3) {
        // Lost races are rejected, which is fine; the test checks the state that remains.
        await Promise.allSettled(
          steps.slice(at, at + 3).map(async (step) => {
            if (step.do === 'create') {
              ids.push((await create(productFixture(step.product))).id);
              return;
            }
            const id = ids[step.at % ids.length];
            if (id === undefined) return;
            if (step.do === 'archive') await archive(id);
            else {
              const { revision } = await catalog.staffGet({ id });
              await update(id, revision, step.changes);
            }
          }),
        );
      }
      const counted = await facets();
      // A price range that excludes nothing bypasses the counters and counts products.
      const recounted = await facets({ price: { min: 0, currency: 'EUR' } });
      const fold = (facet: { value: string; count: number }) => ({
        ...facet,
        value: facet.value.toLowerCase(),
      });
      for (const kind of ['tags', 'vendors', 'productTypes'] as const) {
        expect(counted[kind].map(fold)).toEqual(recounted[kind].map(fold));
      }
      expect(counted.total).toBe(recounted.total);
      expect(counted.inStock).toBe(recounted.inStock);
      expect(counted.price).toEqual(recounted.price);
    });
    await fc.assert(property, { numRuns: runCount(5, 30) });
  });
});

describe('lists', () => {
  test('show active products only to visitors, and any status to staff', async () => {
    await create(productFixture({ title: 'On the shelf' }));
    await create(productFixture({ title: 'In the drawer', status: 'draft' }));
    const input = ListProductsInput.parse({});
    const visitors = await catalog.list(input);
    expect(visitors.items.map((item) => item.title)).toEqual(['On the shelf']);
    const drafts = await catalog.staffList({ ...input, status: 'draft' });
    expect(drafts.items).toMatchObject([{ title: 'In the drawer', status: 'draft', revision: 1 }]);
  });
});
