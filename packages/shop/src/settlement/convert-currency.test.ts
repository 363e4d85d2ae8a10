import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { type Database, openDatabase } from '@trastienda/shop-db';
import { productFixture } from '@trastienda/shop-testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCatalogService } from '../catalog/create-catalog-service.ts';
import { startTestPayments, type TestPayments } from '../testing/start-test-payments.ts';
import { VISITOR } from '../testing/start-test-shop.ts';

let fixture: TestPayments;
const opened: Database[] = [];

beforeEach(async () => {
  fixture = await startTestPayments();
});

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  await fixture.stop();
});

/** Opens the database as another process of the shop or of a command. */
async function another(): Promise<Database> {
  const database = await openDatabase(fixture.server.uri);
  opened.push(database);
  return database;
}

const forint = (amount: number) => ({ amount, currency: 'HUF' });
const PLAN = { currency: 'HUF', from: 0, to: 2 };

/**
 * Fills a shop with everything that has amounts, in EUR and in HUF as written by a Node version
 * whose ICU has no decimals for the forint.
 */
async function fillShop(): Promise<{ orderId: string }> {
  const { database, clock } = fixture;
  const catalog = createCatalogService({ database, clock, currency: 'HUF' });
  const ofForint = productFixture({ slug: 'paprika' });
  await catalog.create(
    {
      ...ofForint,
      variants: ofForint.variants.map((variant, index) => ({
        ...variant,
        price: forint(1300 + index),
        compareAtPrice: forint(1700),
      })),
    },
    OPERATOR_ORIGIN,
  );
  const sku = await fixture.offer({ requiresShipping: true });
  await fixture.prices.set({ currency: 'HUF', prices: [{ sku, amount: 11_483 }] }, OPERATOR_ORIGIN);
  const zone = { name: 'ÁFA', country: 'ES', region: null, ratePpm: 270_000 };
  await fixture.taxes.create(
    { ...zone, isTaxIncluded: true, isShippingTaxed: true },
    OPERATOR_ORIGIN,
  );
  const rates = [
    { currency: 'HUF', bands: [{ maxGrams: null, amount: 1490 }], freeFrom: 50_000 },
    { currency: 'EUR', bands: [{ maxGrams: null, amount: 490 }], freeFrom: null },
  ];
  const method = { name: 'Posta', isActive: true, countries: [], isRestOfWorld: false, rates };
  const { id: shippingMethodId } = await fixture.shipping.create(method, OPERATOR_ORIGIN);
  const amounts = [forint(700), { amount: 200, currency: 'EUR' }];
  await fixture.discounts.create(
    {
      ...{ code: 'SZIA', title: 'Off', effect: { kind: 'amount', amounts } },
      ...{ minimumSubtotals: [forint(900), { amount: 300, currency: 'EUR' }], isActive: true },
      ...{ startsAt: null, endsAt: null, usageLimit: null, usageLimitPerBuyer: null },
    },
    OPERATOR_ORIGIN,
  );
  const buy = async (currency: string) => {
    const buyer = fixture.newBuyer();
    await fixture.cart.add(buyer, { sku, quantity: 2, currency });
    await fixture.cart.setDiscountCodes(buyer, { codes: ['SZIA'] });
    const input = fixture.startInput({ shippingMethodId });
    const checkout = await fixture.checkout.start(buyer, input, VISITOR);
    await fixture.pay({ buyer, checkout }, 'pm_test_approve');
    return fixture.complete({ buyer, checkout });
  };
  const { orderId } = await buy('HUF');
  await buy('EUR');
  const refund = (what: Parameters<typeof fixture.orderAdmin.refund>[0]['what']) =>
    fixture.orderAdmin.refund(
      { orderId: orderId ?? '', what, idempotencyKey: fixture.newKey() },
      OPERATOR_ORIGIN,
    );
  const lines = [{ sku, quantity: 1 }];
  await refund({ kind: 'lines', lines, restock: false, amount: 5003, shipping: 107 });
  await refund({ kind: 'amount', amount: 311 });
  // Carts and a checkout that are not finished.
  for (const currency of ['HUF', 'EUR']) {
    const buyer = fixture.newBuyer();
    await fixture.cart.add(buyer, { sku, quantity: 1, currency });
    await fixture.checkout.start(buyer, fixture.startInput({ shippingMethodId }), VISITOR);
  }
  // A response as it was stored before responses were sealed.
  const at = clock.now();
  await database.idempotency.insert({
    ...{
      id: 'plain',
      inputHash: 'hash',
      createdAt: at,
      expiresAt: new Date(at.getTime() + 60_000),
    },
    answer: JSON.stringify(await fixture.orderAdmin.get({ orderId: orderId ?? '' })),
  });
  return { orderId: orderId ?? '' };
}

type Leaf = readonly [path: string, value: unknown];

function leavesOf(value: unknown, path: string): Leaf[] {
  if (Array.isArray(value))
    return value.flatMap((each, index) => leavesOf(each, `${path}.${index}`));
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, part]) => leavesOf(part, `${path}.${name}`));
}

/** Returns every leaf of every stored document, including those of unsealed responses. */
async function leaves(): Promise<ReadonlyMap<string, unknown>> {
  const stored: unknown = JSON.parse(await fixture.server.contents(), (key, value: unknown) =>
    key === 'answer' && typeof value === 'string' && value.startsWith('{')
      ? JSON.parse(value)
      : value,
  );
  return new Map(leavesOf(stored, ''));
}

async function convert(): Promise<number> {
  let batches = 0;
  while ((await (await another()).currencyDigits.convertSome()) !== null) batches += 1;
  return batches;
}

/** Numbers that are not money, by the last part of their path. */
const NO_MONEY =
  /\.(quantity|\w+Quantity|\w*[rR]atePpm|sequence|eventSequence|revision|weightGrams|maxGrams|attempts|notifications|onHand|reserved|available|movements|\w+Change|used|canceled|returned|restocked|count|itemCount|lowAt|lowStockAt|digits|set|removed)$/;
/** Historical records keep their amounts. */
const HISTORY = /^\.\d+\.1\.\d+\.details\./;

test('a conversion multiplies every amount in the currency, and changes nothing else', async () => {
  const { orderId } = await fillShop();
  const total = (await fixture.orderAdmin.get({ orderId })).prices.total.amount;
  const before = await leaves();
  expect(await fixture.violations()).toEqual([]);
  const store = fixture.database.currencyDigits;
  expect(await store.findTooLarge(PLAN)).toBeNull();
  expect(await store.begin(PLAN)).toBe(true);
  await convert();
  expect(await store.find()).toMatchObject({ digits: { HUF: 2 }, conversion: null });
  expect(await store.convertSome()).toBeNull();

  // The record of the conversion is an additional collection.
  const after = await leaves();
  const names = (all: ReadonlyMap<string, unknown>) =>
    new Map(
      [...all].filter(([path]) => /^\.\d+\.0$/.test(path)).map(([path, name]) => [path, name]),
    );
  const byName = (all: ReadonlyMap<string, unknown>) => {
    const named = names(all);
    return new Map(
      [...all].map(([path, value]) => {
        const [, place = ''] = /^(\.\d+)\./.exec(path) ?? [];
        return [`${String(named.get(`${place}.0`))}${path.slice(place.length)}`, value];
      }),
    );
  };
  const [old, now] = [byName(before), byName(after)];
  /** Returns whether the document of a leaf, or the part that contains it, is in forint. */
  const isForint = (path: string) => {
    const parts = path.split('.');
    for (let length = parts.length - 1; length > 2; length -= 1) {
      const holder = parts.slice(0, length).join('.');
      const named = old.get(`${holder}.currency`) ?? old.get(`${holder}.data.currency`);
      if (named !== undefined) return named === 'HUF';
    }
    return String(old.get(`${parts.slice(0, 3).join('.')}._id`)).startsWith('HUF\n');
  };
  const wrong: string[] = [];
  let converted = 0;
  for (const [path, value] of old) {
    const is = now.get(path);
    if (path.startsWith('audit.') || HISTORY.test(path)) {
      expect([path, is]).toEqual([path, value]);
      continue;
    }
    const isMoney = typeof value === 'number' && !NO_MONEY.test(path) && isForint(path);
    if (isMoney && is !== value * 100) wrong.push(`${path}: ${value} is ${String(is)}`);
    if (isMoney && value !== 0) converted += 1;
    if (!isMoney && is !== value) {
      const isDerived = /listing\.order\.price$|^products\..*\.revision$|^ledger_entries\..*\.key$/;
      if (!isDerived.test(path)) wrong.push(`${path}: ${String(value)} became ${String(is)}`);
    }
  }
  expect(wrong).toEqual([]);
  // A product, a price, a rate, a discount, a cart, checkouts, a payment, an order, the ledger,
  // events, …
  expect(converted).toBeGreaterThan(100);

  expect(await fixture.violations()).toEqual([]);
  expect((await fixture.orderAdmin.get({ orderId })).prices.total).toEqual(forint(total * 100));
  const { items } = await createCatalogService({
    ...{ database: fixture.database, clock: fixture.clock, currency: 'HUF' },
  }).list({ sort: 'price-asc', limit: 10 });
  expect(items.map(({ priceRange }) => priceRange.min.amount)).toContain(130_000);
  // The shop continues: the rest of the order can be refunded.
  await fixture.orderAdmin.refund(
    { orderId, what: { kind: 'everything', restock: false }, idempotencyKey: fixture.newKey() },
    OPERATOR_ORIGIN,
  );
  await fixture.runBackground();
  expect(await fixture.orderAdmin.get({ orderId })).toMatchObject({ paymentStatus: 'refunded' });
  expect(await fixture.violations()).toEqual([]);
});

test('an interrupted or concurrent conversion converts every document once', async () => {
  const prices = Array.from({ length: 230 }, (_, index) => ({
    sku: `SKU-${index}`,
    amount: 1000 + index,
  }));
  await fixture.prices.set({ currency: 'HUF', prices }, OPERATOR_ORIGIN);
  await fixture.prices.set({ currency: 'JPY', prices }, OPERATOR_ORIGIN);
  const [one, two] = [(await another()).currencyDigits, (await another()).currencyDigits];
  expect(await one.begin(PLAN)).toBe(true);
  // To the middle of the price lists.
  while ((await one.convertSome()) !== 'prices');
  expect(await two.begin({ ...PLAN, currency: 'COP' })).toBe(false);
  const run = async (store: typeof one) => {
    while ((await store.convertSome()) !== null);
  };
  await Promise.all([run(one), run(two)]);
  const skus = prices.map(({ sku }) => sku);
  const forints = await fixture.database.prices.find('HUF', skus);
  const yen = await fixture.database.prices.find('JPY', skus);
  for (const { sku, amount } of prices) {
    expect([sku, forints.get(sku), yen.get(sku)]).toEqual([sku, amount * 100, amount]);
  }
});

test("a conversion that another process has finished since the caller's read does not start again", async () => {
  const prices = [{ sku: 'A', amount: 11_480 }];
  await fixture.prices.set({ currency: 'HUF', prices }, OPERATOR_ORIGIN);
  const [one, two] = [(await another()).currencyDigits, (await another()).currencyDigits];
  expect([await one.find(), await two.find()]).toEqual([null, null]);
  expect(await one.begin(PLAN)).toBe(true);
  while ((await one.convertSome()) !== null);
  expect(await two.begin(PLAN)).toBe(false);
  expect(await two.convertSome()).toBeNull();
  expect((await fixture.database.prices.find('HUF', ['A'])).get('A')).toBe(1_148_000);
  expect(await one.find()).toEqual({ digits: { HUF: 2 }, conversion: null });
  // Other currencies can be converted, also from recorded digits.
  await two.record({ COP: 0 });
  expect(await two.begin({ ...PLAN, currency: 'COP' })).toBe(true);
});

test('one of several simultaneous conversions starts', async () => {
  const stores = await Promise.all(Array.from({ length: 4 }, another));
  const begun = await Promise.all(stores.map((each) => each.currencyDigits.begin(PLAN)));
  expect(begun.filter(Boolean)).toEqual([true]);
});

test('amounts with the right recorded digits are not converted', async () => {
  const store = fixture.database.currencyDigits;
  expect(await store.record({ HUF: 2 })).toBe(true);
  expect(await store.begin(PLAN)).toBe(false);
  expect(await store.find()).toEqual({ digits: { HUF: 2 }, conversion: null });
});

test('no digits are recorded for a currency while it is being converted', async () => {
  const store = fixture.database.currencyDigits;
  await store.begin(PLAN);
  expect(await store.record({ EUR: 2, HUF: 2 })).toBe(false);
  expect(await store.record({ JPY: 0 })).toBe(true);
  expect(await store.find()).toMatchObject({ digits: { HUF: 0, JPY: 0 }, conversion: PLAN });
  await convert();
  expect(await store.record({ EUR: 2, HUF: 2 })).toBe(true);
  expect(await store.find()).toEqual({ digits: { EUR: 2, HUF: 2, JPY: 0 }, conversion: null });
});

test('an amount that would be too large is found before anything is converted', async () => {
  const store = fixture.database.currencyDigits;
  const prices = [{ sku: 'A', amount: 10_000_000_001 }];
  await fixture.prices.set({ currency: 'HUF', prices }, OPERATOR_ORIGIN);
  expect(await store.findTooLarge(PLAN)).toBe('prices');
  await expect(store.begin({ currency: 'HUF', from: 2, to: 0 })).rejects.toThrow(RangeError);
});
