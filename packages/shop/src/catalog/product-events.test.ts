import { OPERATOR_ORIGIN, UpdateProductInput } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { checkInvariants } from '@trastienda/shop-invariants';
import { productFixture } from '@trastienda/shop-testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { adjustStock, releaseStock, reserveStock } from '../stock/change-stock.ts';
import { readTaggedEvents } from '../testing/tagged-events.ts';
import { createCatalogService } from './create-catalog-service.ts';
import { createRefreshListings } from './jobs/refresh-listings.ts';

const { server, database } = await useTestDatabase(openDatabase);
const clock = { now: () => new Date('2026-03-01') };
const catalog = createCatalogService({ database, clock, currency: 'EUR' });

beforeEach(() => server.clear());

const events = () => readTaggedEvents(server, 'product');
const create = (parts: Parameters<typeof productFixture>[0] = {}) =>
  catalog.create(productFixture({ slug: 'mug', ...parts }), OPERATOR_ORIGIN);
const update = (id: string, revision: number, changes: object) =>
  catalog.update(UpdateProductInput.parse({ id, revision, changes }), OPERATOR_ORIGIN);

describe('the events of a product', () => {
  test('say that it was created, updated and archived, numbered from 1', async () => {
    const { id } = await create();
    await update(id, 1, { title: 'Big mug' });
    await catalog.archive({ id }, OPERATOR_ORIGIN);
    const before = { previousSlug: 'mug', previousStatus: 'active' };
    const about = { aggregateId: id, requestId: OPERATOR_ORIGIN.requestId };
    expect(await events()).toMatchObject([
      {
        ...{ ...about, sequence: 1, type: 'product.created' },
        data: { slug: 'mug', status: 'active', revision: 1 },
      },
      {
        ...{ ...about, sequence: 2, type: 'product.updated' },
        data: { slug: 'mug', status: 'active', revision: 2, ...before },
      },
      {
        ...{ ...about, sequence: 3, type: 'product.archived' },
        data: { slug: 'mug', status: 'archived', revision: 3, ...before },
      },
    ]);
  });

  test('touch the product, the old and the new slug, and lists', async () => {
    const { id } = await create();
    await update(id, 1, { slug: 'cup' });
    const [created, updated] = await events();
    expect(created?.tags).toEqual([`product:${id}`, 'slug:mug', 'products']);
    expect(updated?.tags).toEqual([`product:${id}`, 'slug:cup', 'slug:mug', 'products']);
    expect(updated?.data).toMatchObject({ slug: 'cup', previousSlug: 'mug' });
  });

  test('touch no list while it is a draft, and do once it is for sale', async () => {
    const { id } = await create({ status: 'draft' });
    await update(id, 1, { title: 'Big mug' });
    await update(id, 2, { status: 'active' });
    const lists = (await events()).map(({ tags }) => tags.includes('products'));
    expect(lists).toEqual([false, false, true]);
  });

  test('are none for calls that change nothing or fail', async () => {
    const { id } = await create();
    await update(id, 1, {});
    await expect(update(id, 7, { title: 'Stale' })).rejects.toMatchObject({
      reason: 'PRODUCT_REVISION_STALE',
    });
    await expect(create()).rejects.toMatchObject({ reason: 'PRODUCT_SLUG_TAKEN' });
    await catalog.archive({ id }, OPERATOR_ORIGIN);
    await catalog.archive({ id }, OPERATOR_ORIGIN);
    expect((await events()).map(({ type }) => type)).toEqual([
      'product.created',
      'product.archived',
    ]);
  });

  test('are written by an import for the products alone that it changes', async () => {
    const rows = (title: string) => [
      'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price',
      `mug,${title},,,MUG,18.50`,
      'bowl,Bowl,,,BOWL,9.00',
    ];
    const load = (title: string) =>
      catalog.import(async function* () {
        yield new TextEncoder().encode(rows(title).join('\n'));
      }, OPERATOR_ORIGIN);
    await load('Mug');
    await load('Mug');
    await load('Big mug');
    expect((await events()).map(({ type, sequence }) => [type, sequence])).toEqual([
      ['product.created', 1],
      ['product.created', 1],
      ['product.updated', 2],
    ]);
    expect(await checkInvariants(server.uri)).toEqual([]);
  });
});

describe('a product that sells out', () => {
  const one = [{ sku: 'MUG', quantity: 1 }];
  const cause = { at: clock.now(), requestId: null };
  const inventory = { isTracked: true, quantity: 1, policy: 'deny' } as const;
  const createOne = () =>
    create({
      variants: productFixture().variants.map((each) => ({ ...each, sku: 'MUG', inventory })),
    });

  test('has an event when lists show it, and again when it is back', async () => {
    const { id } = await createOne();
    const job = createRefreshListings({ database, clock });
    await reserveStock(database, one, cause);
    await job.runOnce();
    await update(id, 1, { title: 'Big mug' });
    await releaseStock(database, one, cause);
    await job.runOnce();
    await job.runOnce();
    const listed = { tags: [`product:${id}`, 'slug:mug', 'products'] };
    expect((await events()).slice(1)).toMatchObject([
      {
        ...{ sequence: 2, type: 'product.availability-changed', ...listed },
        data: { slug: 'mug', isInStock: false },
      },
      { sequence: 3, type: 'product.updated' },
      {
        ...{ sequence: 4, type: 'product.availability-changed', ...listed },
        data: { slug: 'mug', isInStock: true },
      },
    ]);
    const stock = await readTaggedEvents(server, 'stock');
    expect(stock.map(({ type, tags }) => [type, tags])).toEqual([
      ['stock.sold-out', ['stock:MUG']],
      ['stock.available-again', ['stock:MUG']],
    ]);
    expect(await checkInvariants(server.uri)).toEqual([]);
  });

  test('has an event for one of its variants, too, which touches no list', async () => {
    const variants = ['MUG', 'CUP'].flatMap((sku) =>
      productFixture().variants.map((each) => ({ ...each, sku, optionValues: [sku], inventory })),
    );
    const { id } = await create({ optionNames: ['Form'], variants });
    await adjustStock(database, { sku: 'MUG', quantity: -1 }, cause);
    await createRefreshListings({ database, clock }).runOnce();
    expect(await catalog.get({ slug: 'mug' })).toMatchObject({
      isInStock: true,
      variants: [{ isInStock: false }, { isInStock: true }],
    });
    expect((await events()).slice(1)).toMatchObject([
      {
        type: 'product.availability-changed',
        tags: [`product:${id}`, 'slug:mug'],
        data: { slug: 'mug', isInStock: true },
      },
    ]);
    expect(await checkInvariants(server.uri)).toEqual([]);
  });

  test('has none when it is back before lists have shown it', async () => {
    await createOne();
    await reserveStock(database, one, cause);
    await releaseStock(database, one, cause);
    await createRefreshListings({ database, clock }).runOnce();
    expect((await events()).map(({ type }) => type)).toEqual(['product.created']);
  });
});
