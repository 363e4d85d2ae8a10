import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { BUYER, useTestPricing } from '../testing/start-test-pricing.ts';

const pricing = await useTestPricing();

beforeEach(() => pricing.server.clear());

const SPAIN = { country: 'ES', region: null };
const SPANISH_REGIONS = 'A AB AL AV B BA BI BU C CA CC CE CO CR CS CU GC GI GR GU'.split(' ');
const setPrices = (currency: string, prices: readonly { sku: string; amount: number | null }[]) =>
  pricing.admin.prices.set({ currency, prices: [...prices] }, OPERATOR_ORIGIN);

describe('products for sale', () => {
  test('are those of active products, in the order of the cart, for any SKU', async () => {
    const dollar = await pricing.sell({
      sku: '$variants',
      price: { amount: 1999, currency: 'EUR' },
    });
    const plain = await pricing.sell({ optionValues: [] });
    const draft = await pricing.sell({}, 'draft');
    const quote = await pricing.quote([plain, 'none', draft, dollar]);
    expect(quote.lines).toMatchObject([
      { variant: { sku: plain, title: expect.stringContaining('Product') }, unitPrice: 1000 },
      { variant: { sku: dollar }, quantity: 1, unitPrice: 1999 },
    ]);
    expect(quote.unavailable).toEqual(
      ['none', draft].map((sku) => ({ sku, reason: 'not-for-sale' })),
    );
    expect(quote.prices).toMatchObject({
      currency: 'EUR',
      total: { amount: 2999, currency: 'EUR' },
    });
  });

  test('have the list price in another currency, if they are on its list', async () => {
    const [listed, unlisted] = [await pricing.sell(), await pricing.sell()];
    await setPrices('JPY', [{ sku: listed, amount: 1700 }]);
    const quote = await pricing.quote([listed, unlisted], { currency: 'JPY' });
    expect(quote).toMatchObject({
      lines: [{ variant: { sku: listed, price: { currency: 'EUR' } }, unitPrice: 1700 }],
      unavailable: [{ sku: unlisted, reason: 'currency' }],
      prices: { total: { amount: 1700, currency: 'JPY' } },
    });
    await setPrices('JPY', [
      { sku: listed, amount: null },
      { sku: unlisted, amount: 5 },
    ]);
    expect((await pricing.quote([listed], { currency: 'JPY' })).unavailable).toEqual([
      { sku: listed, reason: 'currency' },
    ]);
  });

  test('do not exist in a currency without a list, even for an empty cart', async () => {
    const sku = await pricing.sell();
    await setPrices('JPY', [{ sku, amount: 1 }]);
    for (const skus of [[sku], []]) {
      await expect(pricing.quote(skus, { currency: 'USD' })).rejects.toMatchObject({
        reason: 'CURRENCY_UNSUPPORTED',
        details: { currency: 'USD', shopCurrency: 'EUR' },
      });
      await expect(pricing.quote([], { currency: 'JPY' })).resolves.toMatchObject({ lines: [] });
    }
  });
});

describe('tax', () => {
  test('is that of the region, else of the country, else none', async () => {
    await pricing.taxZone({ country: 'US', region: null, ratePpm: 10_000 });
    await pricing.taxZone({ country: 'US', region: 'CA', ratePpm: 72_500, name: 'Sales tax' });
    await pricing.taxZone({ country: 'ES', ratePpm: 210_000, isTaxIncluded: true });
    const sku = await pricing.sell();
    const taxIn = async (country: string, region: string | null) => {
      const { prices } = await pricing.quote([sku], { destination: { country, region } });
      return [prices.taxTotal.amount, prices.total.amount];
    };
    // 10.00 at 7.25 % is 72.5 cents.
    expect(await taxIn('US', 'CA')).toEqual([73, 1073]);
    expect(await taxIn('US', 'NY')).toEqual([10, 1010]);
    expect(await taxIn('US', null)).toEqual([10, 1010]);
    // 1000 × 21 / 121 = 173.55…
    expect(await taxIn('ES', 'M')).toEqual([174, 1000]);
    expect(await taxIn('FR', 'CA')).toEqual([0, 1000]);
    expect((await pricing.quote([sku])).prices.taxTotal.amount).toBe(0);
  });

  test('is that of the rest of the world when neither region nor country has a zone', async () => {
    await pricing.taxZone({ country: null, ratePpm: 50_000 });
    await pricing.taxZone({ country: 'ES', ratePpm: 210_000 });
    await pricing.taxZone({ country: 'US', region: 'CA', ratePpm: 72_500 });
    const sku = await pricing.sell();
    const taxIn = async (country: string, region: string | null) => {
      const { prices } = await pricing.quote([sku], { destination: { country, region } });
      return prices.taxTotal.amount;
    };
    expect(await taxIn('FR', null)).toBe(50);
    expect(await taxIn('FR', 'IDF')).toBe(50);
    expect(await taxIn('ES', 'M')).toBe(210);
    expect(await taxIn('US', 'CA')).toBe(73);
    expect(await taxIn('US', 'TX')).toBe(50);
  });

  test.each([
    ['US', null, 'missing'],
    ['US', 'QQ', 'unknown'],
    ['US', 'CAL', 'unknown'],
    ['US', 'TX', null],
    ['US', 'AE', null],
    // Two rates in one country: a region must exist to be taxed as the rest of the country.
    ['ES', null, null],
    ['ES', 'M', null],
    ['ES', 'QQ', 'unknown'],
    // Tax does not depend on the region here.
    ['FR', null, null],
    ['FR', 'QQ', null],
  ])('in %s, region %s, has this problem with the region: %s', async (country, region, problem) => {
    await pricing.taxZone({ country: null, ratePpm: 50_000 });
    await pricing.taxZone({ country: 'US', region: 'CA', ratePpm: 72_500 });
    await pricing.taxZone({ country: 'ES', ratePpm: 210_000 });
    await pricing.taxZone({ country: 'ES', region: 'CN', ratePpm: 70_000 });
    const sku = await pricing.sell();
    const quote = await pricing.quote([sku], { destination: { country, region } });
    expect(quote.regionProblem).toBe(problem);
    expect(quote.prices.taxTotal.amount > 0).toBe(problem === null);
  });
});

describe('shipping', () => {
  test('costs the price of the chosen method, and is null for one that does not ship there', async () => {
    const id = await pricing.shippingMethod({ countries: ['ES'] });
    const sku = await pricing.sell();
    const asked = { shippingMethodId: id };
    expect(await pricing.quote([sku], { ...asked, destination: SPAIN })).toMatchObject({
      isShippingRequired: true,
      shippingMethod: { id, price: { amount: 500, currency: 'EUR' } },
      shippingOptions: [{ id }],
      prices: { shipping: { total: { amount: 500 } }, total: { amount: 1500 } },
    });
    const elsewhere = { country: 'FR', region: null };
    expect(await pricing.quote([sku], { ...asked, destination: elsewhere })).toMatchObject({
      isShippingRequired: true,
      shippingMethod: null,
      shippingOptions: [],
      prices: { shipping: { total: { amount: 0 } }, total: { amount: 1000 } },
    });
  });

  test('is not required for products that are not shipped', async () => {
    await pricing.shippingMethod({});
    const sku = await pricing.sell({ requiresShipping: false });
    const quote = await pricing.quote([sku], { destination: SPAIN });
    expect(quote).toMatchObject({ isShippingRequired: false, shippingOptions: [] });
  });

  test('is free from a minimum price of the goods after discounts', async () => {
    const rates = [{ currency: 'EUR', bands: [{ maxGrams: null, amount: 500 }], freeFrom: 1000 }];
    const shippingMethodId = await pricing.shippingMethod({ rates });
    const sku = await pricing.sell();
    const parts = { destination: SPAIN, shippingMethodId, discountCodes: ['TEN'] };
    expect((await pricing.quote([sku], parts)).prices.shipping.price.amount).toBe(0);
    await pricing.offer({ code: 'TEN' });
    expect((await pricing.quote([sku], parts)).prices).toMatchObject({
      shipping: { price: { amount: 500 } },
      total: { amount: 1400 },
    });
  });
});

describe('a discount', () => {
  test('applies automatically, or when the buyer has its code', async () => {
    const automatic = await pricing.offer();
    const coded = await pricing.offer({
      code: 'FIVE',
      effect: { kind: 'amount', amounts: [{ amount: 50, currency: 'EUR' }] },
    });
    await pricing.offer({ code: 'OTHER' });
    const sku = await pricing.sell();
    expect((await pricing.quote([sku])).discounts.map(({ id }) => id)).toEqual([automatic]);
    const { discounts, prices } = await pricing.quote([sku], { discountCodes: ['FIVE', 'FIVE'] });
    expect(discounts.map(({ id, amount }) => [id, amount.amount])).toEqual([
      [automatic, 100],
      [coded, 50],
    ]);
    expect(prices.total.amount).toBe(850);
  });

  const earlier = '2026-06-01T12:00:00.000Z';
  const later = '2026-06-01T12:00:00.001Z';
  const euros = (amount: number) => [{ amount, currency: 'EUR' }];
  const yen = [{ amount: 1, currency: 'JPY' }];
  test.each([
    ['unknown', { code: 'OTHER' }],
    ['unknown', { isActive: false }],
    ['unknown', { startsAt: later }],
    ['ended', { endsAt: earlier }],
    ['minimum', { minimumSubtotals: euros(1001) }],
    ['currency', { minimumSubtotals: yen }],
    ['currency', { effect: { kind: 'amount' as const, amounts: yen } }],
  ])('is rejected as %s when it is %j', async (reason, parts) => {
    await pricing.offer({ code: 'CODE', ...parts });
    const sku = await pricing.sell();
    const { rejectedCodes, discounts } = await pricing.quote([sku], { discountCodes: ['CODE'] });
    expect(rejectedCodes).toEqual([{ code: 'CODE', reason }]);
    expect(discounts).toEqual([]);
  });

  test('applies from its first moment, and for its minimum subtotal', async () => {
    const limits = { startsAt: earlier, endsAt: later, minimumSubtotals: euros(1000) };
    await pricing.offer({ code: 'CODE', ...limits });
    const quote = await pricing.quote([await pricing.sell()], { discountCodes: ['CODE'] });
    expect(quote).toMatchObject({ rejectedCodes: [], discounts: [{ code: 'CODE' }] });
  });

  test('is rejected when its uses, in total or of the buyer, are exhausted', async () => {
    const all = await pricing.offer({ code: 'ALL', usageLimit: 1 });
    const own = await pricing.offer({ code: 'OWN', usageLimitPerBuyer: 1 });
    const sku = await pricing.sell();
    const use = { checkoutId: 'c'.repeat(24), buyer: BUYER };
    await pricing.quoting.redeem([all, own], use);
    const codes = { discountCodes: ['ALL', 'OWN'] };
    expect((await pricing.quote([sku], codes)).rejectedCodes).toEqual([
      { code: 'ALL', reason: 'used-up' },
      { code: 'OWN', reason: 'used-up-by-buyer' },
    ]);
    const guest = { kind: 'guest', id: 'g' } as const;
    expect((await pricing.quote([sku], { ...codes, buyer: guest })).rejectedCodes).toEqual([
      { code: 'ALL', reason: 'used-up' },
    ]);
    // Uses of the buyer's open checkout do not count against the cart that it came from.
    const ownDiscountIds = [all, own];
    expect((await pricing.quote([sku], { ...codes, ownDiscountIds })).rejectedCodes).toEqual([]);
    await pricing.quoting.revertRedemption([all, own], use);
    expect((await pricing.quote([sku], codes)).rejectedCodes).toEqual([]);
  });
});

test('a quote reads only what it needs, by an index, also within a transaction', async ({
  skip,
}) => {
  const { embedded } = pricing.server;
  if (embedded === undefined) return skip('only the embedded database counts what it reads');
  for (let index = 0; index < 20; index += 1) {
    await pricing.sell();
    await pricing.offer({ code: `CODE${index}`, usageLimitPerBuyer: 1 });
    await pricing.taxZone({ country: 'ES', region: SPANISH_REGIONS[index] ?? '' });
  }
  await pricing.taxZone({ country: 'ES' });
  const shippingMethodId = await pricing.shippingMethod({});
  const sku = await pricing.sell();
  await setPrices('JPY', [{ sku, amount: 1000 }]);
  const parts = { destination: SPAIN, shippingMethodId, discountCodes: ['CODE3'] };
  embedded.resetStats();
  await pricing.database.transaction(async () => {
    await pricing.quote([sku], parts);
    await pricing.quote([sku], { ...parts, currency: 'JPY' });
  });
  const { collectionScans, inMemorySorts, docsExamined } = embedded.stats();
  expect(collectionScans).toEqual([]);
  expect(inMemorySorts).toBe(0);
  // A product, two zones, a method and a discount, twice; and a price.
  expect(docsExamined).toBe(11);
});
