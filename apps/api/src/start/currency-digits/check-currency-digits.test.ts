import { CURRENCIES, minorUnitDigits, systemClock } from '@trastienda/base';
import { createCatalogService } from '@trastienda/shop';
import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { type Database, openDatabase } from '@trastienda/shop-db';
import { productFixture } from '@trastienda/shop-testing';
import { startTestDatabase, type TestDatabase } from '@trastienda/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CurrencyDigitsError, checkCurrencyDigits } from './check-currency-digits.ts';

let server: TestDatabase;
let database: Database;
const others: Database[] = [];

beforeEach(async () => {
  server = await startTestDatabase();
  database = await openDatabase(server.uri);
  await database.indexes.sync();
});

afterEach(async () => {
  for (const each of [database, ...others.splice(0)]) await each.close();
  await server.stop();
});

async function another(): Promise<Database> {
  const other = await openDatabase(server.uri);
  others.push(other);
  return other;
}

/** Writes a product as every version of the shop does. */
async function sell(currency: string, amount: number, on = database) {
  const catalog = createCatalogService({ database: on, clock: systemClock, currency });
  const product = productFixture();
  const variants = product.variants.map((variant) => ({ ...variant, price: { amount, currency } }));
  await catalog.create({ ...product, variants }, OPERATOR_ORIGIN);
}

/** All that is stored, but for what is recorded of digits. */
async function everything(): Promise<string> {
  const stored: [string, unknown][] = [];
  await server.withClient(async (client) => {
    for (const each of await client.db().collections()) {
      if (each.collectionName === 'currency_digits') continue;
      stored.push([each.collectionName, await each.find().sort({ _id: 1 }).toArray()]);
    }
  });
  return JSON.stringify(stored.sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function rejection(): Promise<string> {
  try {
    await checkCurrencyDigits(database);
  } catch (error) {
    expect(error).toBeInstanceOf(CurrencyDigitsError);
    return error instanceof CurrencyDigitsError ? error.message : '';
  }
  throw new Error('The database was accepted.');
}

describe('a database', () => {
  test('that is new is recorded with the digits of the table, for every currency', async () => {
    await checkCurrencyDigits(database);
    expect(await database.currencyDigits.find()).toEqual({
      digits: Object.fromEntries(CURRENCIES.map((code) => [code, minorUnitDigits(code)])),
      conversion: null,
    });
    await sell('HUF', 1_148_000);
    await checkCurrencyDigits(database);
  });

  test('that is recorded is checked with one read, however large it is', async ({ skip }) => {
    const { embedded } = server;
    if (embedded === undefined) return skip('only the embedded database counts what it reads');
    await checkCurrencyDigits(database);
    for (let count = 0; count < 5; count += 1) await sell('EUR', 1000);
    embedded.resetStats();
    await checkCurrencyDigits(database);
    expect(embedded.stats()).toMatchObject({ docsExamined: 1, collectionScans: [] });
  });

  test.each(['EUR', 'USD', 'JPY', 'ISK', 'KWD', 'MXN'])(
    'from before with amounts in %s, which every Node version counted alike, is recorded silently',
    async (currency) => {
      await sell(currency, 1999);
      const before = await everything();
      await checkCurrencyDigits(database);
      expect((await database.currencyDigits.find())?.digits).toMatchObject({
        [currency]: minorUnitDigits(currency),
      });
      expect(await everything()).toBe(before);
    },
  );

  test('from before with forints is rejected, with the possible meanings of a price and the command to run', async () => {
    await sell('HUF', 1_148_000);
    const before = await everything();
    expect(await rejection()).toBe(
      [
        'The database holds amounts in HUF from before decimals followed ISO 4217: a stored 1148000 may mean ' +
          '11480.00 HUF or 1148000 HUF, by the version of Node or the program that wrote it. ' +
          'Look at a price that you know, and state the decimals that amounts were written with:',
        '  pnpm shop currency-digits HUF=2   # 11480.00 HUF: they stay as they are',
        '  pnpm shop currency-digits HUF=0 --convert   # 1148000 HUF: they are converted',
      ].join('\n'),
    );
    expect(await everything()).toBe(before);
    expect(await database.currencyDigits.find()).toBeNull();
    await database.currencyDigits.record({ HUF: 2 });
    await checkCurrencyDigits(database);
  });

  test('is rejected for a single amount in any place', async () => {
    const amounts = [{ amount: 5, currency: 'LBP' }];
    const stored: readonly (readonly [string, Record<string, unknown>])[] = [
      ['prices', { _id: 'LBP\nSKU', amount: 5 }],
      ['discounts', { _id: 'd', effect: { kind: 'amount', amounts }, minimumSubtotals: [] }],
      ['discounts', { _id: 'd', effect: { kind: 'percent' }, minimumSubtotals: amounts }],
      ['shipping_methods', { _id: 'm', rates: [{ currency: 'LBP', bands: [{ amount: 5 }] }] }],
      ['carts', { _id: 'c', currency: 'LBP', buyerKey: 'b', expiresAt: new Date('2100-01-01') }],
      ['checkouts', { _id: 'c', currency: 'LBP' }],
      ['payments', { _id: 'p', currency: 'LBP', requestKey: 'i' }],
      ['orders', { _id: 'o', currency: 'LBP' }],
      ['ledger_entries', { _id: 'l', currency: 'LBP', key: 'k' }],
      ['sandbox_payments', { _id: 't', currency: 'LBP' }],
    ];
    for (const [collection, document] of stored) {
      await server.withClient(async (client) => {
        const documents = client.db().collection<{ _id: unknown }>(collection);
        await documents.insertOne({ _id: '', ...document });
        const refused = [collection, await rejection()];
        expect(refused).toEqual([collection, expect.stringContaining('LBP')]);
        await documents.deleteMany({});
      });
    }
    await checkCurrencyDigits(database);
  });

  test('with amounts in an unknown currency is rejected, with their places', async () => {
    await database.transaction(() =>
      database.prices.set({ currency: 'ZZZ', prices: [{ sku: 'A', amount: 1 }] }, new Date()),
    );
    expect(await rejection()).toMatch(
      /^The database holds amounts in ZZZ \(in prices\), which is not a currency of ISO 4217/,
    );
  });

  test('whose record differs from the table is rejected while it has such amounts', async () => {
    await checkCurrencyDigits(database);
    await database.currencyDigits.record({ HUF: 0 });
    await checkCurrencyDigits(database);
    await database.currencyDigits.record({ HUF: 0 });
    await sell('HUF', 11_480);
    expect(await rejection()).toContain('pnpm shop currency-digits HUF=0 --convert');
    await database.currencyDigits.record({ HUF: 3 });
    expect(await rejection()).toContain('start with a new database');
  });

  test('whose conversion is not finished is rejected', async () => {
    await sell('HUF', 11_480);
    await database.currencyDigits.begin({ currency: 'HUF', from: 0, to: 2 });
    await database.currencyDigits.convertSome();
    expect(await rejection()).toMatch(/not finished[\s\S]*currency-digits HUF=0 --convert$/);
    while ((await database.currencyDigits.convertSome()) !== null);
    await checkCurrencyDigits(database);
  });
});

describe('processes that start at once', () => {
  test('all accept a new database, although others already sell in forints', async () => {
    const processes = await Promise.all(Array.from({ length: 8 }, another));
    await Promise.all(
      processes.map(async (process) => {
        await checkCurrencyDigits(process);
        await sell('HUF', 1_148_000, process);
      }),
    );
    await checkCurrencyDigits(database);
  });

  test('accept a record that another has made since their check', async () => {
    const other = await another();
    const store = database.currencyDigits;
    const late: Database['currencyDigits'] = {
      ...store,
      find: () => store.find(),
      record: (digits) => store.record(digits),
      findExample: (currency) => store.findExample(currency),
      async currenciesInUse() {
        // Between the first look at the record and this.
        await checkCurrencyDigits(other);
        await sell('HUF', 1_148_000, other);
        return store.currenciesInUse();
      },
    };
    await checkCurrencyDigits({ currencyDigits: late });
  });

  test('reject a conversion that another has begun since their check', async () => {
    await sell('EUR', 1148);
    const store = database.currencyDigits;
    const late: Database['currencyDigits'] = {
      ...store,
      async currenciesInUse() {
        await store.begin({ currency: 'EUR', from: 0, to: 2 });
        return new Map();
      },
    };
    await expect(checkCurrencyDigits({ currencyDigits: late })).rejects.toThrow('is not finished');
    expect((await store.find())?.digits).toEqual({ EUR: 0 });
  });
});
