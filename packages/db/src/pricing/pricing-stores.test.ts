import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';
import { productState } from '../testing/product-state.ts';
import type { QuoteQuery } from './quote-store.ts';

const { server, database } = await useTestDatabase(openDatabase);

beforeEach(() => server.clear());

const NOW = new Date('2026-06-01T12:00:00.000Z');

const zone = (region: string | null) => ({
  ...{ id: database.taxZones.newId(), name: 'Tax', country: 'US', region, ratePpm: 1 },
  ...{ isTaxIncluded: false, isShippingTaxed: false, updatedAt: NOW },
});

const method = () => ({
  ...{ id: database.shippingMethods.newId(), name: 'Parcel', isActive: true },
  ...{ countries: [], isRestOfWorld: false },
  rates: [{ currency: 'EUR', bands: [{ maxGrams: null, amount: 1 }], freeFrom: null }],
  updatedAt: NOW,
});

const discount = (code: string | null) => ({
  ...{
    id: database.discounts.newId(),
    code,
    title: 'Off',
    effect: { kind: 'free-shipping' as const },
  },
  ...{ minimumSubtotals: [], startsAt: null, endsAt: null, used: 0, isActive: true },
  ...{ usageLimit: 5, usageLimitPerBuyer: 5, createdAt: NOW, updatedAt: NOW },
});

const setPrices = (skus: readonly string[]) =>
  database.prices.set({ currency: 'USD', prices: skus.map((sku) => ({ sku, amount: 1 })) }, NOW);

const read = (query: Partial<QuoteQuery> = {}) =>
  database.quotes.read({ skus: [], discountCodes: [], destination: null, ...query });

describe('a variant that is for sale', () => {
  test("is returned without the other variants, with the product's first image unless it has one", async () => {
    const base = productState();
    const variants = ['v1', 'v2', 'v3'].flatMap((sku) =>
      base.variants.map((variant) => ({
        ...variant,
        sku,
        optionValues: [sku],
        imageUrl: sku === 'v2' ? 'https://example.com/own.png' : null,
      })),
    );
    const images = ['first', 'second'].map((name) => ({
      url: `https://example.com/${name}.png`,
      alt: null,
    }));
    await database.products.write([
      { product: { ...base, optionNames: ['Size'], variants, images }, before: null },
      { product: productState({ status: 'archived' }), before: null },
    ]);
    const { variants: found } = await read({ skus: ['v2', 'v1', 'v4'] });
    expect(found.map(({ sku, imageUrl, optionValues }) => [sku, imageUrl, optionValues])).toEqual([
      ['v1', 'https://example.com/first.png', ['v1']],
      ['v2', 'https://example.com/own.png', ['v2']],
    ]);
    expect((await read({ skus: [] })).variants).toEqual([]);
  });
});

test('all pricing writes belong to the surrounding transaction', async () => {
  const { taxZones, shippingMethods, discounts, discountUses, prices } = database;
  const [oldZone, oldMethod, oldDiscount] = [zone(null), method(), discount('OLD')];
  await taxZones.insert(oldZone);
  await shippingMethods.insert(oldMethod);
  await discounts.insert(oldDiscount);
  const use = {
    ...{ discountId: oldDiscount.id, checkoutId: 'c', buyerKey: 'b', at: NOW },
    ...{ isCounted: true, isCountedForBuyer: true },
  };
  await discountUses.insert(use);
  const ids = [oldDiscount.id];
  const work = database.transaction(async () => {
    await setPrices(['sku']);
    expect((await prices.find('USD', ['sku'])).size).toBe(1);
    await taxZones.insert(zone('CA'));
    await taxZones.update({ ...oldZone, ratePpm: 2 });
    const destination = { country: 'US', region: 'NY' };
    expect((await read({ destination })).tax?.zone).toMatchObject({ ratePpm: 2 });
    await taxZones.delete(oldZone.id);
    await shippingMethods.insert(method());
    await shippingMethods.update({ ...oldMethod, name: 'Other' });
    await shippingMethods.delete(oldMethod.id);
    expect(await shippingMethods.all()).toHaveLength(1);
    await discounts.insert(discount('NEW'));
    await discounts.update({ ...oldDiscount, title: 'Other' });
    expect(await discounts.countUse(oldDiscount.id, 5)).toBe(true);
    await discounts.uncountUse(oldDiscount.id);
    expect((await read({ discountCodes: ['OLD', 'NEW'] })).discounts).toHaveLength(2);
    expect(await discountUses.take(oldDiscount.id, 'c')).toEqual(use);
    expect(await discountUses.countForBuyer(oldDiscount.id, 'b', 1)).toBe(true);
    expect(await discountUses.countForBuyer(oldDiscount.id, 'b', 1)).toBe(false);
    throw new Error('after everything');
  });
  await expect(work).rejects.toThrow('after everything');
  expect(await prices.has('USD')).toBe(false);
  expect((await taxZones.list({ limit: 9 })).items).toEqual([oldZone]);
  expect(await shippingMethods.all()).toEqual([oldMethod]);
  expect((await discounts.list({ limit: 9 })).items).toEqual([oldDiscount]);
  expect(await discountUses.findUsed(ids, 'c')).toEqual(new Set(ids));
  expect((await discountUses.countsOf(ids, 'b')).size).toBe(0);
});

test('a shipping method from before isRestOfWorld existed has it false', async () => {
  const before = method();
  await database.shippingMethods.insert(before);
  await server.withClient((client) =>
    client
      .db()
      .collection('shipping_methods')
      .updateMany({}, { $unset: { isRestOfWorld: 1 } }),
  );
  expect(await database.shippingMethods.find(before.id)).toEqual(before);
});

test('every query uses an index, and reads only what it needs', async ({ skip }) => {
  const { embedded } = server;
  if (embedded === undefined) return skip('only the embedded database counts what it reads');
  const { taxZones, shippingMethods, discounts, discountUses, prices } = database;
  await setPrices(Array.from({ length: 20 }, (_, index) => `sku-${index}`));
  for (let index = 0; index < 10; index += 1) {
    await taxZones.insert(zone(`R${index}`));
    await shippingMethods.insert(method());
    await discounts.insert(discount(`CODE${index}`));
  }
  const off = { ...discount(null), isActive: false };
  await discounts.insert(off);
  const cost = async (call: () => Promise<unknown>) => {
    const work = await workOf(embedded, call);
    expect(work).toMatchObject({ collectionScans: [], inMemorySorts: 0 });
    return work.docsExamined;
  };
  expect(await cost(() => prices.find('USD', ['sku-1', 'sku-2']))).toBe(2);
  expect(await cost(() => prices.list({ currency: 'USD', limit: 5 }))).toBe(6);
  expect(await cost(() => prices.has('USD'))).toBeLessThanOrEqual(1);
  expect(await cost(() => taxZones.list({ limit: 5 }))).toBe(6);
  expect(await cost(() => shippingMethods.list({ limit: 5 }))).toBe(6);
  expect(await cost(() => read({ discountCodes: ['CODE1', 'CODE2', 'NONE'] }))).toBe(2);
  expect(await cost(() => discounts.countActiveAutomatic())).toBe(0);
  expect(await cost(() => discounts.findMany([off.id]))).toBe(1);
  expect(await cost(() => discounts.list({ limit: 5 }))).toBe(6);
  expect(await cost(() => discounts.countUse(off.id, 5))).toBe(1);
  expect(await cost(() => discountUses.findUsed([off.id], 'c'))).toBe(0);
  expect(await cost(() => discountUses.countsOf([off.id], 'b'))).toBe(0);
  expect(await cost(() => discountUses.take(off.id, 'c'))).toBe(0);
});

test('a quote reads with one command what belongs to its products, codes and destination', async () => {
  const { taxZones, shippingMethods, discounts } = database;
  const product = productState({ status: 'active' });
  await database.products.write([{ product, before: null }]);
  const [sku = ''] = product.variants.map((variant) => variant.sku);
  const [country, region, other] = [zone(null), zone('CA'), zone('NY')];
  for (const each of [country, region, other]) await taxZones.insert(each);
  const methods = [method(), method()];
  for (const each of methods) await shippingMethods.insert(each);
  const [code, automatic] = [discount('CODE'), discount(null)];
  for (const each of [code, automatic, discount('OTHER'), { ...discount(null), isActive: false }]) {
    await discounts.insert(each);
  }
  const destination = { country: 'US', region: 'CA' };
  server.embedded?.resetStats();
  const basis = await read({ skus: [sku], discountCodes: ['CODE'], destination });
  const { aggregate, ...others } = server.embedded?.stats().commands ?? { aggregate: 1 };
  expect({ aggregate, others }).toEqual({ aggregate: 1, others: {} });
  expect(basis.variants).toMatchObject([{ sku, slug: product.slug }]);
  expect(basis.discounts).toHaveLength(2);
  expect(basis.discounts).toEqual(expect.arrayContaining([code, automatic]));
  expect(basis.tax).toEqual({ zone: region, hasRegions: true });
  expect(basis.shippingMethods).toEqual(methods);
  const zoneOf = async (destination: QuoteQuery['destination']) =>
    (await read({ destination })).tax;
  expect(await zoneOf({ country: 'US', region: 'NV' })).toEqual({
    zone: country,
    hasRegions: true,
  });
  expect(await zoneOf({ country: 'US', region: null })).toEqual({
    zone: country,
    hasRegions: true,
  });
  expect(await zoneOf({ country: 'FR', region: null })).toEqual({ zone: null, hasRegions: false });
  expect(await read()).toMatchObject({ variants: [], tax: null, shippingMethods: [] });
});

test('a quote reads few documents of many, all of them by an index', async ({ skip }) => {
  const { embedded } = server;
  if (embedded === undefined) return skip('only the embedded database counts what it reads');
  for (let index = 0; index < 10; index += 1) {
    await database.products.write([{ product: productState(), before: null }]);
    await database.taxZones.insert(zone(`R${index}`));
    await database.discounts.insert(discount(`CODE${index}`));
  }
  const product = productState({ status: 'active' });
  await database.products.write([{ product, before: null }]);
  await database.shippingMethods.insert(method());
  const skus = product.variants.map(({ sku }) => sku);
  const destination = { country: 'US', region: 'R3' };
  const work = await workOf(embedded, () => read({ skus, discountCodes: ['CODE1'], destination }));
  // The product, the discount, the zone and another region's, the method.
  expect(work).toMatchObject({ docsExamined: 5, inMemorySorts: 0 });
  expect(work.collectionScans).toEqual([]);
});

test('a price list has the time at which each price was set', async () => {
  await setPrices(['sku-1', 'sku-2']);
  const page = await database.prices.list({ currency: 'USD', limit: 1 });
  expect(page.items).toEqual([{ sku: 'sku-1', currency: 'USD', amount: 1, updatedAt: NOW }]);
  expect(page.nextCursor).not.toBeNull();
});
