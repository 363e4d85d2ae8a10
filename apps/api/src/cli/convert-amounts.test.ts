import { systemClock } from '@trastienda/base';
import { createCatalogService } from '@trastienda/shop';
import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { type Database, openDatabase } from '@trastienda/shop-db';
import { productFixture } from '@trastienda/shop-testing';
import { startTestDatabase, type TestDatabase } from '@trastienda/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { convertAmounts } from './convert-amounts.ts';
import { UsageError } from './run-commands.ts';

const HUF = { currency: 'HUF', digits: 0 } as const;
const EUR = { currency: 'EUR', digits: 0 } as const;

let server: TestDatabase;
let one: Database;
let two: Database;

beforeEach(async () => {
  server = await startTestDatabase();
  one = await openDatabase(server.uri);
  two = await openDatabase(server.uri);
  await one.indexes.sync();
  for (const { currency } of [HUF, EUR]) {
    const catalog = createCatalogService({ database: one, clock: systemClock, currency });
    const product = productFixture({ slug: currency.toLowerCase() });
    const price = { amount: 11_480, currency };
    const variants = product.variants.map((variant) => ({ ...variant, price }));
    await catalog.create({ ...product, variants }, OPERATOR_ORIGIN);
  }
});

afterEach(async () => {
  await one.close();
  await two.close();
  await server.stop();
});

/** The price of the product in a currency. */
async function priceIn(currency: 'EUR' | 'HUF'): Promise<unknown> {
  let price: unknown;
  await server.withClient(async (client) => {
    price = (await client.db().collection('products').findOne({ currency }))?.maxPrice;
  });
  return price;
}

/** The second command, in which something happens between its look at the amounts and its start. */
const whenItHasLooked = (happens: () => Promise<unknown>) => ({
  leases: two.leases,
  currencyDigits: {
    ...two.currencyDigits,
    async findTooLarge(plan: Parameters<Database['currencyDigits']['findTooLarge']>[0]) {
      const tooLarge = await two.currencyDigits.findTooLarge(plan);
      await happens();
      return tooLarge;
    },
  },
});

test('amounts that another command has converted meanwhile are not converted again', async () => {
  const late = convertAmounts(
    whenItHasLooked(() => convertAmounts(one, HUF)),
    HUF,
  );
  await expect(late).rejects.toThrow(UsageError);
  await expect(late).rejects.toThrow('Decimals of HUF now: 2.');
  expect([await priceIn('HUF'), await priceIn('EUR')]).toEqual([1_148_000, 11_480]);
});

test('a conversion that another command has begun meanwhile is finished', async () => {
  const { currencyDigits: store } = one;
  await convertAmounts(
    whenItHasLooked(async () => {
      await store.begin({ currency: 'HUF', from: 0, to: 2 });
      await store.convertSome();
    }),
    HUF,
  );
  expect([await priceIn('HUF'), await priceIn('EUR')]).toEqual([1_148_000, 11_480]);
  expect(await store.find()).toEqual({ digits: { HUF: 2 }, conversion: null });
});

test('amounts that another command has declared correct meanwhile are not converted', async () => {
  const late = convertAmounts(
    whenItHasLooked(() => one.currencyDigits.record({ HUF: 2 })),
    HUF,
  );
  await expect(late).rejects.toThrow('Decimals of HUF now: 2.');
  expect(await priceIn('HUF')).toBe(11_480);
});

test('nothing is converted while another conversion is not finished', async () => {
  const begun = whenItHasLooked(() =>
    one.currencyDigits.begin({ currency: 'EUR', from: 0, to: 2 }),
  );
  for (const database of [begun, two]) {
    await expect(convertAmounts(database, HUF)).rejects.toThrow(
      'Run first: pnpm shop currency-digits EUR=0 --convert',
    );
  }
  expect(await priceIn('HUF')).toBe(11_480);
  await convertAmounts(two, EUR);
  await convertAmounts(two, HUF);
  expect([await priceIn('HUF'), await priceIn('EUR')]).toEqual([1_148_000, 1_148_000]);
});
