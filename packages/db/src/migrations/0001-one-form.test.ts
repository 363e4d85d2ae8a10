import { emailKey } from '@trastienda/auth/collections';
import { foldText, openMigrationContext } from '@trastienda/mongo';
import { SearchOrdersInput } from '@trastienda/shop-contract';
import { startTestDatabase, type TestDatabase } from '@trastienda/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../open-database.ts';
import { newOrder } from '../testing/new-order.ts';
import { newStock } from '../testing/new-stock.ts';
import { productState } from '../testing/product-state.ts';
import { oneForm } from './0001-one-form.ts';

let server: TestDatabase;
let database: Database;

beforeAll(async () => {
  server = await startTestDatabase();
  database = await openDatabase(server.uri);
  await database.indexes.sync();
});

beforeEach(() => server.clear());

afterAll(async () => {
  await database.close();
  await server.stop();
});

const NOW = new Date('2100-01-01T00:00:00.000Z');
const COMPOSED = 'CAFÉ-1';
const DECOMPOSED = 'CAFE\u0301-1';
const JOINED = 'CA\u200bFÉ-1';

/** Runs the migration as if for the first time; returns its sentences about unchanged data. */
async function migrate(): Promise<readonly string[]> {
  const migration = await openMigrationContext(server.uri);
  try {
    return await oneForm.run(migration.context);
  } finally {
    await migration.close();
  }
}

/** Returns everything that is stored. */
async function everything(): Promise<string> {
  const stored: unknown[] = [];
  await server.withClient(async (client) => {
    for (const { collectionName } of await client.db().collections()) {
      stored.push([collectionName, await client.db().collection(collectionName).find().toArray()]);
    }
  });
  return JSON.stringify(stored);
}

/** Creates a product with one variant and five units in stock per SKU. */
async function sell(...skus: string[]) {
  const base = productState();
  const variants = skus.flatMap((sku) =>
    base.variants.map((variant) => ({ ...variant, sku, optionValues: [sku] })),
  );
  const product = { ...base, optionNames: ['Size'], variants };
  await database.stock.insert(
    skus.map((sku) => newStock({ sku, productId: product.id, onHand: 5, updatedAt: NOW })),
  );
  await database.products.write([{ product, before: null }]);
  return product.id;
}

const skusOf = async (id: string) =>
  (await database.products.find(id))?.variants.map(({ sku }) => sku);

describe('the migration', () => {
  test('changes nothing the second time', async () => {
    await sell(DECOMPOSED);
    await database.orders.insert(newOrder({ email: 'josé@müller.example' }));
    expect(await migrate()).toEqual([]);
    const after = await everything();
    expect(await migrate()).toEqual([]);
    expect(await everything()).toBe(after);
  });

  test('may run in several processes at once', async () => {
    const id = await sell(DECOMPOSED, 'E\u0301');
    expect(await Promise.all([migrate(), migrate(), migrate()])).toEqual([[], [], []]);
    expect(await skusOf(id)).toEqual([COMPOSED, 'É']);
  });

  test('is not run again when a version without migrations has recorded it', async () => {
    const id = await sell(DECOMPOSED);
    await server.withClient(async (client) => {
      const upgrades = client.db().collection<{ _id: string; at: Date }>('upgrades');
      await upgrades.insertOne({ _id: 'one-form', at: NOW });
    });
    const now = () => new Date('2100-02-01T00:00:00.000Z');
    expect((await database.migrations.run({ now })).ran).not.toContain(oneForm.id);
    expect(await database.migrations.list()).toContainEqual({
      ...{ id: oneForm.id, description: oneForm.description },
      ...{ startedAt: NOW, finishedAt: NOW, error: null },
    });
    expect(await skusOf(id)).toEqual([DECOMPOSED]);
  });
});

describe('a SKU', () => {
  test('is normalized, with its stock, its history and its prices', async () => {
    const id = await sell(DECOMPOSED, 'PLAIN');
    const prices = [DECOMPOSED, `${DECOMPOSED} later`].map((sku) => ({ sku, amount: 7 }));
    await database.prices.set({ currency: 'USD', prices }, NOW);
    expect(await migrate()).toEqual([]);
    expect(await skusOf(id)).toEqual([COMPOSED, 'PLAIN']);
    expect(await database.stock.find([COMPOSED, DECOMPOSED])).toMatchObject([
      { sku: COMPOSED, onHand: 5, productId: id },
    ]);
    const movements = await database.stock.listMovements({ sku: COMPOSED, limit: 9 });
    expect(movements.items).toMatchObject([{ sku: COMPOSED, sequence: 1, onHandChange: 5 }]);
    const listed = await database.prices.list({ currency: 'USD', limit: 9 });
    expect(listed.items.map(({ sku }) => sku)).toEqual([COMPOSED, `${COMPOSED} later`]);
  });

  test('is unchanged and reported when another one has the normalized spelling', async () => {
    const first = await sell(DECOMPOSED);
    const second = await sell(COMPOSED, JOINED);
    await database.prices.set({ currency: 'USD', prices: [{ sku: JOINED, amount: 7 }] }, NOW);
    const before = await everything();
    const left = await migrate();
    expect(left.toSorted()).toEqual([
      String.raw`The SKU "CAFE\u{301}-1" cannot be looked up: there is "CAF\u{c9}-1". Give its variant another one.`,
      String.raw`The SKU "CA\u{200b}F\u{c9}-1" cannot be looked up: there is "CAF\u{c9}-1". Give its variant another one.`,
    ]);
    expect(await everything()).toBe(before);
    expect(await skusOf(first)).toEqual([DECOMPOSED]);
    expect(await skusOf(second)).toEqual([COMPOSED, JOINED]);
  });

  test('is not written back by a concurrent edit of its product or cart', async () => {
    const id = await sell(DECOMPOSED);
    const product = await database.products.find(id);
    if (product === null) throw new Error('The product was written.');
    const dates = { createdAt: NOW, updatedAt: NOW, expiresAt: NOW };
    const line = {
      ...{ sku: DECOMPOSED, quantity: 1, acknowledgedPrice: 1, productId: id, slug: product.slug },
      ...{ title: product.title, optionValues: [], imageUrl: null },
    };
    const cart = {
      ...{ id: database.carts.newId(), buyer: { kind: 'guest' as const, id: 'g' } },
      ...{ currency: 'EUR' as const, lines: [line] },
      ...{ discountCodes: [], revision: 4, ...dates },
    };
    await database.carts.insert(cart);
    expect(await migrate()).toEqual([]);
    const edited = { ...product, title: 'Edited', revision: product.revision + 1 };
    await expect(
      database.products.write([{ product: edited, before: { isInStock: true, eventSequence: 0 } }]),
    ).rejects.toMatchObject({ reason: 'PRODUCT_REVISION_STALE' });
    expect(await skusOf(id)).toEqual([COMPOSED]);
    expect(await database.carts.replace({ ...cart, revision: 5 })).toBe(false);
    expect(await database.carts.findByBuyer('guest:g')).toMatchObject({
      ...{ lines: [{ sku: COMPOSED }], revision: 5 },
    });
  });

  test('of two with the same normalized spelling, one gets it', async () => {
    await sell(DECOMPOSED, JOINED);
    expect(await migrate()).toHaveLength(1);
    expect(await database.stock.find([COMPOSED])).toHaveLength(1);
  });
});

describe('a discount code', () => {
  const discount = (code: string) => ({
    ...{ id: database.discounts.newId(), code, title: 'Off', used: 3, isActive: true },
    ...{ effect: { kind: 'free-shipping' as const }, minimumSubtotals: [] },
    ...{ startsAt: null, endsAt: null, usageLimit: 5, usageLimitPerBuyer: null },
    ...{ createdAt: NOW, updatedAt: NOW },
  });

  test('is normalized, also in carts', async () => {
    const old = discount('E\u0301TE\u030120');
    await database.discounts.insert(old);
    const dates = { createdAt: NOW, updatedAt: NOW, expiresAt: NOW };
    await database.carts.insert({
      ...{ id: database.carts.newId(), buyer: { kind: 'guest', id: 'g' }, currency: 'EUR' },
      ...{ lines: [], discountCodes: [old.code, 'ÉTÉ20', 'TEN'], revision: 4, ...dates },
    });
    expect(await migrate()).toEqual([]);
    expect(await database.discounts.findMany([old.id])).toEqual([{ ...old, code: 'ÉTÉ20' }]);
    const cart = await database.carts.findByBuyer('guest:g');
    expect(cart).toMatchObject({ discountCodes: ['ÉTÉ20', 'TEN'], revision: 5 });
  });

  test('is unchanged and reported when another discount has the normalized code', async () => {
    const [old, other] = [discount('E\u0301TE\u030120'), discount('ÉTÉ20')];
    await database.discounts.insert(other);
    await database.discounts.insert(old);
    expect(await migrate()).toEqual([
      String.raw`The discount code "E\u{301}TE\u{301}20" cannot be used: another discount has "\u{c9}T\u{c9}20".`,
    ]);
    expect(await database.discounts.findMany([old.id, other.id])).toEqual(
      expect.arrayContaining([old, other]),
    );
  });
});

describe('a country', () => {
  const zone = (country: string | null, region: string | null = null) => ({
    ...{ id: database.taxZones.newId(), name: 'Tax', country, region, ratePpm: 1 },
    ...{ isTaxIncluded: false, isShippingTaxed: false, updatedAt: NOW },
  });

  test('of tax zones and shipping methods becomes its ISO code when it is unambiguous', async () => {
    for (const each of [zone('UK'), zone('ES'), zone('ZZ'), zone(null)]) {
      await database.taxZones.insert(each);
    }
    const rates = [{ currency: 'EUR', bands: [{ maxGrams: null, amount: 1 }], freeFrom: null }];
    await database.shippingMethods.insert({
      ...{ id: database.shippingMethods.newId(), name: 'Parcel', isActive: true, rates },
      ...{ countries: ['UK', 'GB', 'ES', 'ZZ'], isRestOfWorld: false },
      updatedAt: NOW,
    });
    expect(await migrate()).toEqual([]);
    const { items } = await database.taxZones.list({ limit: 9 });
    expect(items.map(({ country }) => country)).toEqual([null, 'ZZ', 'ES', 'GB']);
    expect(await database.shippingMethods.all()).toMatchObject([{ countries: ['GB', 'ES', 'ZZ'] }]);
  });

  test('of a tax zone is unchanged and reported when the zone exists already', async () => {
    for (const each of [zone('UK'), zone('GB'), zone('UK', 'SCT')]) {
      await database.taxZones.insert(each);
    }
    expect(await migrate()).toEqual([
      'The tax zone of UK applies to no address: there is one with GB.',
    ]);
    const { items } = await database.taxZones.list({ limit: 9 });
    expect(items).toContainEqual(expect.objectContaining({ country: 'GB', region: 'SCT' }));
  });
});

describe('an order', () => {
  const search = async (text: string) => {
    const { items } = await database.orders.search(SearchOrdersInput.parse({ search: text }));
    return items.map(({ email }) => email);
  };

  test('is found by its email address afterwards, and by no other', async () => {
    const emails = ['José@Müller.example', 'jose@muller.example', 'ana@1.2.3'];
    for (const email of emails) await database.orders.insert(newOrder({ email, status: 'paid' }));
    // As an earlier version wrote them.
    await server.withClient(async (client) => {
      const orders = client.db().collection<{ email: string; keys: string[] }>('orders');
      for (const { _id, email, keys } of await orders.find().toArray()) {
        const old = keys.filter((key) => !key.includes('email:'));
        for (const status of [null, 'paid']) {
          old.push(JSON.stringify([status, `email:${foldText(email)}`]));
        }
        await orders.updateOne({ _id }, { $set: { keys: old } });
      }
    });
    expect(await search('jose@muller.example')).toHaveLength(2);
    expect(await migrate()).toEqual([]);
    for (const email of emails) expect(await search(email)).toEqual([email]);
    expect(await search('josé@xn--mller-kva.example')).toEqual(['José@Müller.example']);
  });

  test('with an address in ASCII keeps its keys', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        expect(emailKey(email)).toBe(foldText(email));
      }),
    );
  });
});
