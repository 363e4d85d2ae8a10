import { beforeEach, expect, test } from 'vitest';
import { useTestPricing } from '../testing/start-test-pricing.ts';
import { findSellableLines } from './find-sellable-lines.ts';

const pricing = await useTestPricing();

beforeEach(() => pricing.server.clear());

test('a quote has the shipping method that was chosen, though another one costs less', async () => {
  const rateOf = (amount: number) => [
    { currency: 'EUR', bands: [{ maxGrams: null, amount }], freeFrom: null },
  ];
  const cheap = await pricing.shippingMethod({ rates: rateOf(500) });
  const fast = await pricing.shippingMethod({ rates: rateOf(1900) });
  const sku = await pricing.sell();
  const destination = { country: 'ES', region: null };
  const quoteWith = (shippingMethodId: string | null) =>
    pricing.quote([sku], { destination, shippingMethodId });
  for (const [id, amount] of [
    [fast, 1900],
    [cheap, 500],
  ] as const) {
    expect(await quoteWith(id)).toMatchObject({
      ...{
        shippingMethod: { id, price: { amount } },
        shippingOptions: [{ id: cheap }, { id: fast }],
      },
      prices: { total: { amount: 1000 + amount } },
    });
  }
  expect(await quoteWith(null)).toMatchObject({
    ...{ shippingMethod: null, prices: { total: { amount: 1000 } } },
  });
});

test('a product with a price in another currency is not sold at that number', async () => {
  const sku = await pricing.sell();
  const input = { currency: 'USD', lines: [{ sku, quantity: 1 }] };
  const query = { skus: [sku], discountCodes: [], destination: null };
  const { variants } = await pricing.database.quotes.read(query);
  // A shop that has changed its currency since.
  expect(await findSellableLines(pricing.database, 'USD', input, variants)).toEqual({
    ...{ lines: [], unavailable: [{ sku, reason: 'currency' }] },
  });
});
