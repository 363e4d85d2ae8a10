import { FacetsInput, ListProductsInput, OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { type Database, openDatabase } from '@trastienda/shop-db';
import { productFixture } from '@trastienda/shop-testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { releaseStock, reserveStock } from '../../stock/change-stock.ts';
import { openStock } from '../../stock/open-stock.ts';
import { createCatalogService } from '../create-catalog-service.ts';
import { createRefreshListings } from './refresh-listings.ts';

const { server, database } = await useTestDatabase(openDatabase);
/** A second process: its writes do not join the transactions of the first. */
const elsewhere = await openDatabase(server.uri);
afterAll(() => elsewhere.close());

beforeEach(() => server.clear());

const clock = { now: () => new Date('2026-03-01') };
const cause = { at: clock.now(), requestId: null };
const catalogOf = (own: Database) =>
  createCatalogService({ database: own, clock, currency: 'EUR' });
const one = [{ sku: 'MUG', quantity: 1 }];

/** Creates a product with one unit in stock. */
async function createMug() {
  const [variant] = productFixture().variants;
  if (variant === undefined) throw new Error('A fixture has a variant.');
  const inventory = { isTracked: true, quantity: 1, policy: 'deny' } as const;
  const variants = [{ ...variant, sku: 'MUG', inventory }];
  return catalogOf(database).create(
    productFixture({ tags: ['cocina'], variants }),
    OPERATOR_ORIGIN,
  );
}

/** Returns whether lists and facets show the product as in stock. */
async function listed() {
  const { items } = await catalogOf(database).list(ListProductsInput.parse({ inStock: true }));
  const { inStock } = await catalogOf(database).facets(FacetsInput.parse({}));
  return [items.length === 1, inStock === 1];
}

/** A job whose first transaction is interrupted after its read by other work. */
function interruptedBy(interruption: () => Promise<unknown>) {
  let isFirst = true;
  const refreshListing: Database['products']['refreshListing'] = async (...refresh) => {
    if (isFirst) {
      isFirst = false;
      await interruption();
    }
    return database.products.refreshListing(...refresh);
  };
  return createRefreshListings({
    clock,
    database: { ...database, products: { ...database.products, refreshListing } },
  });
}

test('lists and the product itself learn that it has sold out and that it is back; its revision stays', async () => {
  const projector = createRefreshListings({ database, clock });
  const { id, slug } = await createMug();
  expect(await projector.runOnce()).toBe(0);
  await reserveStock(database, one, cause);
  const shown = async () => {
    const { isInStock, variants } = await catalogOf(database).get({ slug });
    return [isInStock, variants.map((variant) => variant.isInStock)];
  };
  // Staff see the current stock.
  expect(await catalogOf(database).staffGet({ id })).toMatchObject({ isInStock: false });
  expect([await shown(), await listed()]).toEqual([
    [true, [true]],
    [true, true],
  ]);
  expect(await projector.runOnce()).toBe(1);
  expect([await shown(), await listed()]).toEqual([
    [false, [false]],
    [false, false],
  ]);
  expect(await projector.runOnce()).toBe(0);
  await releaseStock(database, one, cause);
  expect(await projector.runOnce()).toBe(1);
  expect([await shown(), await listed()]).toEqual([
    [true, [true]],
    [true, true],
  ]);
  expect(await catalogOf(database).staffGet({ id })).toMatchObject({
    revision: 1,
    variants: [{ inventory: { isTracked: true, policy: 'deny', quantity: 1 } }],
  });
});

test('an edit by staff during a refresh is kept and shows the current stock', async () => {
  const { id } = await createMug();
  await reserveStock(database, one, cause);
  const edit = { id, revision: 1, changes: { title: 'New title', tags: ['mesa'] } };
  const projector = interruptedBy(() => catalogOf(elsewhere).update(edit, OPERATOR_ORIGIN));
  expect(await projector.runOnce()).toBe(1);
  expect(await catalogOf(database).staffGet({ id })).toMatchObject({
    title: 'New title',
    revision: 2,
  });
  expect(await listed()).toEqual([false, false]);
  const facets = await catalogOf(database).facets(FacetsInput.parse({}));
  expect(facets).toMatchObject({ total: 1, tags: [{ value: 'mesa', count: 1 }] });
});

test('stock that comes back during a refresh is not lost', async () => {
  await createMug();
  await reserveStock(database, one, cause);
  const projector = interruptedBy(() => releaseStock(elsewhere, one, cause));
  await projector.runOnce();
  await projector.runOnce();
  expect(await listed()).toEqual([true, true]);
});

test('an edit updates lists as the job would', async () => {
  const { id } = await createMug();
  const catalog = catalogOf(database);
  await reserveStock(database, one, cause);
  await createRefreshListings({ database, clock }).runOnce();
  // It comes back in stock, and an edit updates the lists before the job does.
  await releaseStock(database, one, cause);
  const edited = await catalog.update(
    { id, revision: 1, changes: { title: 'New' } },
    OPERATOR_ORIGIN,
  );
  expect(edited).toMatchObject({ isInStock: true });
  expect(await listed()).toEqual([true, true]);
  expect(await createRefreshListings({ database, clock }).runOnce()).toBe(0);
});

test('concurrent refreshes update lists once', async () => {
  await createMug();
  await reserveStock(database, one, cause);
  await Promise.all(
    [database, elsewhere].map((own) => createRefreshListings({ database: own, clock }).runOnce()),
  );
  expect(await listed()).toEqual([false, false]);
});

test('products that fail do not hold back the others, however many there are', async () => {
  const settings = { isTracked: true, policy: 'deny', quantity: 1 } as const;
  const broken = Array.from({ length: 30 }, (_, index) => index.toString(16).padStart(24, 'b'));
  const well = 'f'.repeat(24);
  const all = [...broken, well].map((productId) => ({ sku: productId, productId, ...settings }));
  await openStock(database, all, cause);
  await reserveStock(
    database,
    all.map(({ sku }) => ({ sku, quantity: 1 })),
    cause,
  );
  const find: Database['products']['find'] = (id) =>
    id === well ? database.products.find(id) : Promise.reject(new Error('unreadable'));
  const products = { ...database.products, find };
  const projector = createRefreshListings({ database: { ...database, products }, clock });
  await expect(projector.runOnce()).rejects.toThrow('unreadable');
  expect((await database.stock.findStaleListings(100)).map(({ sku }) => sku)).toEqual(
    broken.toSorted(),
  );
});

test('a run ends when it is asked to', async () => {
  await createMug();
  await reserveStock(database, one, cause);
  expect(await createRefreshListings({ database, clock }).runOnce(AbortSignal.abort())).toBe(0);
  expect(await listed()).toEqual([true, true]);
});
