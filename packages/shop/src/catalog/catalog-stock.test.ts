import {
  CreateProductInput,
  FacetsInput,
  OPERATOR_ORIGIN,
  type StaffProductView,
  UpdateProductInput,
  type VariantInventory,
} from '@trastienda/shop-contract';
import { type Database, openDatabase } from '@trastienda/shop-db';
import { productFixture } from '@trastienda/shop-testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { adjustStock, commitStock, reserveStock } from '../stock/change-stock.ts';
import { createCatalogService } from './create-catalog-service.ts';
import { createRefreshListings } from './jobs/refresh-listings.ts';

const { server, database } = await useTestDatabase(openDatabase);

beforeEach(() => server.clear());

const clock = { now: () => new Date('2026-03-01') };
const catalog = createCatalogService({ database, clock, currency: 'EUR' });
const cause = { at: clock.now(), requestId: null };

const variantOf = (sku: string, inventory: Partial<VariantInventory> = {}, option?: string) => ({
  ...{ sku, price: { amount: 1000, currency: 'EUR' } },
  optionValues: option === undefined ? [] : [option],
  inventory: { ...({ isTracked: true, quantity: 5, policy: 'deny' } as const), ...inventory },
});

const create = (variants: ReturnType<typeof variantOf>[], optionNames: string[] = []) => {
  const { variants: _, ...product } = productFixture({ slug: 'mug' });
  const input = { ...product, optionNames, variants };
  return catalog.create(CreateProductInput.parse(input), OPERATOR_ORIGIN);
};

const update = (
  { id, revision }: StaffProductView,
  variants: ReturnType<typeof variantOf>[],
  optionNames: string[] = [],
) => {
  const changes = { variants, optionNames };
  return catalog.update(UpdateProductInput.parse({ id, revision, changes }), OPERATOR_ORIGIN);
};

const onHand = async (...skus: string[]) => {
  const views = await database.stock.find(skus);
  return Object.fromEntries(views.map((view) => [view.sku, view.onHand]));
};

const quantitiesOf = ({ variants }: StaffProductView) =>
  variants.map(({ inventory }) => inventory.quantity);

/** Builds a file with one mug per quantity. */
const file = (quantities: Readonly<Record<string, number>>, title = 'Mug') =>
  async function* () {
    const rows = Object.entries(quantities).map(
      ([sku, quantity]) => `${sku.toLowerCase()},${title},${sku},10,shopify,${quantity},deny`,
    );
    const header =
      'Handle,Title,Variant SKU,Variant Price,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy';
    yield Buffer.from([header, ...rows].join('\n'));
  };

describe('writing a product', () => {
  test('opens stock of each of its SKUs, in the same transaction as the product', async () => {
    const created = await create(
      [variantOf('S', {}, 's'), variantOf('M', { quantity: -3 }, 'm')],
      ['Size'],
    );
    expect(quantitiesOf(created)).toEqual([5, 0]);
    expect(created.variants.map(({ isInStock }) => isInStock)).toEqual([true, false]);
    expect(await onHand('S', 'M')).toEqual({ S: 5, M: 0 });
    await expect(create([variantOf('OTHER')])).rejects.toMatchObject({
      reason: 'PRODUCT_SLUG_TAKEN',
    });
    expect(await onHand('OTHER')).toEqual({});
  });

  test('opens stock of SKUs added later and changes settings, but never the quantity', async () => {
    const created = await create([variantOf('S', {}, 's')], ['Size']);
    await reserveStock(database, [{ sku: 'S', quantity: 2 }], cause);
    const variants = [
      variantOf('S', { quantity: 100, policy: 'continue' }, 's'),
      variantOf('L', { quantity: 7 }, 'l'),
    ];
    const updated = await update(created, variants, ['Size']);
    expect(quantitiesOf(updated)).toEqual([3, 7]);
    expect(await database.stock.find(['S'])).toMatchObject([
      { onHand: 5, reserved: 2, policy: 'continue' },
    ]);
  });

  test('keeps the stock of a SKU that was removed from the product, for its return', async () => {
    const created = await create([variantOf('S', {}, 's'), variantOf('M', {}, 'm')], ['Size']);
    const without = await update(created, [variantOf('S', {}, 's')], ['Size']);
    await adjustStock(database, { sku: 'M', quantity: -1 }, { ...cause, reason: 'broken' });
    const variants = [variantOf('S', {}, 's'), variantOf('M', { quantity: 50 }, 'm')];
    expect(quantitiesOf(await update(without, variants, ['Size']))).toEqual([5, 4]);
  });
});

describe('reading a product', () => {
  test('returns the currently available quantity to staff', async () => {
    const { id } = await create([variantOf('S')]);
    await reserveStock(database, [{ sku: 'S', quantity: 5 }], cause);
    expect(quantitiesOf(await catalog.staffGet({ id }))).toEqual([0]);
    // A call that changes nothing must not return outdated stock either.
    const nothing = UpdateProductInput.parse({ id, revision: 1, changes: {} });
    expect(await catalog.update(nothing, OPERATOR_ORIGIN)).toMatchObject({ isInStock: false });
  });
});

describe('an import', () => {
  const importFile = (source: ReturnType<typeof file>, own = catalog) =>
    own.import(source, OPERATOR_ORIGIN);

  test('opens stock with the quantities of the file, once', async () => {
    expect(await importFile(file({ ONE: 4, TWO: 0 }))).toMatchObject({ created: 2 });
    await reserveStock(database, [{ sku: 'ONE', quantity: 4 }], cause);
    await commitStock(database, [{ sku: 'ONE', quantity: 4 }], cause);
    expect(await importFile(file({ ONE: 4, TWO: 9 }))).toMatchObject({ unchanged: 2 });
    expect(await importFile(file({ ONE: 9, TWO: 9, THREE: 3 }, 'New'))).toMatchObject({
      ...{ updated: 2, created: 1 },
    });
    expect(await onHand('ONE', 'TWO', 'THREE')).toEqual({ ONE: 0, TWO: 0, THREE: 3 });
    const { inStock } = await catalog.facets(FacetsInput.parse({}));
    expect(inStock).toBe(1);
  });

  test('opens stock of a product that was written before stock was counted', async () => {
    await importFile(file({ ONE: 4 }));
    await server.withClient(async (client) => {
      for (const name of ['stock', 'stock_movements']) {
        await client.db().collection(name).deleteMany({});
      }
    });
    expect(await importFile(file({ ONE: 4 }))).toMatchObject({ updated: 1 });
    expect(await onHand('ONE')).toEqual({ ONE: 4 });
    expect(await importFile(file({ ONE: 4 }))).toMatchObject({ unchanged: 1 });
  });

  test('counts correctly what sells out between its read and its write', async () => {
    await importFile(file({ ONE: 1, TWO: 1 }));
    const findBySlugs: Database['products']['findBySlugs'] = async (slugs) => {
      const found = await database.products.findBySlugs(slugs);
      if (slugs.length > 1) {
        await reserveStock(database, [{ sku: 'ONE', quantity: 1 }], cause);
        await createRefreshListings({ database, clock }).runOnce();
      }
      return found;
    };
    const products = { ...database.products, findBySlugs };
    const raced = createCatalogService({
      ...{ clock, currency: 'EUR' },
      database: { ...database, products },
    });
    expect(await importFile(file({ ONE: 1, TWO: 1 }, 'New'), raced)).toMatchObject({ updated: 2 });
    expect(await catalog.facets(FacetsInput.parse({}))).toMatchObject({ total: 2, inStock: 1 });
    expect(await catalog.facets(FacetsInput.parse({ inStock: true }))).toMatchObject({ total: 1 });
  });
});
