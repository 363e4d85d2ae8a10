import {
  CreateDiscountInput,
  CreateShippingMethodInput,
  CreateTaxZoneInput,
  OPERATOR_ORIGIN,
  type PreviewCheckoutInput,
  SetPricesInput,
  type StartCheckoutInput,
} from '@trastienda/shop-contract';
import { runCount } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ADDRESS, useTestShop, VISITOR } from '../testing/start-test-shop.ts';

const shop = await useTestShop();
const { cart, checkout } = shop;

const SKUS = [
  await shop.offer({ amount: 999, requiresShipping: true, quantity: 40 }),
  await shop.offer({ amount: 1001, isTaxable: false, quantity: 5 }),
  await shop.offer({ amount: 7, policy: 'continue', quantity: 0 }),
  await shop.offer({ amount: 12_345, requiresShipping: true, isTracked: false }),
];
const UNLISTED = await shop.offer({ amount: 50 });
const archived = await shop.offer({ amount: 50 });

for (const zone of [
  { name: 'IVA', country: 'ES', ratePpm: 210_000, isTaxIncluded: true, isShippingTaxed: true },
  { name: 'IVA', country: 'PT', ratePpm: 230_000, isTaxIncluded: false, isShippingTaxed: false },
  { ...{ name: 'Tax', country: 'US', region: 'CA', ratePpm: 72_500 }, isTaxIncluded: false },
]) {
  const input = CreateTaxZoneInput.parse({ isShippingTaxed: true, ...zone });
  await shop.taxes.create(input, OPERATOR_ORIGIN);
}

const rate = (currency: string, amount: number, freeFrom: number | null = null) => ({
  ...{ currency, bands: [{ maxGrams: null, amount }], freeFrom },
});
const METHODS: string[] = [];
for (const method of [
  { name: 'Parcel', countries: ['ES', 'PT'], rates: [rate('EUR', 495, 20_000)] },
  { name: 'World', isRestOfWorld: true, rates: [rate('EUR', 1999), rate('USD', 2499)] },
  { name: 'Courier', rates: [rate('EUR', 1250), rate('USD', 1500)] },
]) {
  const input = CreateShippingMethodInput.parse(method);
  METHODS.push((await shop.shipping.create(input, OPERATOR_ORIGIN)).id);
}

const percent = { kind: 'percent', ratePpm: 100_000 };
const money = (amount: number) => [{ amount, currency: 'EUR' }];
for (const discount of [
  { title: 'Always', effect: { kind: 'percent', ratePpm: 33_333 } },
  { title: 'Tenth', code: 'TENTH', effect: percent },
  { title: 'Five', code: 'FIVE', effect: { kind: 'amount', amounts: money(500) } },
  { title: 'Large', code: 'LARGE', effect: percent, minimumSubtotals: money(30_000) },
  { title: 'Free', code: 'SHIPFREE', effect: { kind: 'free-shipping' } },
  { title: 'Few', code: 'FEW', effect: percent, usageLimit: 3 },
]) {
  await shop.discounts.create(CreateDiscountInput.parse(discount), OPERATOR_ORIGIN);
}
const prices = SKUS.map((sku, index) => ({ sku, amount: 1100 + index }));
await shop.prices.set(SetPricesInput.parse({ currency: 'USD', prices }), OPERATOR_ORIGIN);

const previewOf = (
  buyer: Parameters<typeof checkout.preview>[0],
  input: Partial<PreviewCheckoutInput> = {},
) => {
  const place = { country: 'ES', region: null, shippingMethodId: null };
  return checkout.preview(buyer, { ...place, ...input }, VISITOR);
};

const anyPurchase = fc.record({
  lines: fc.uniqueArray(
    fc.record({
      // Mostly purchases that can be made, so that enough of the runs start a checkout.
      sku: fc.constantFrom(...SKUS, ...SKUS, UNLISTED),
      quantity: fc.oneof(
        { arbitrary: fc.integer({ min: 1, max: 4 }), weight: 4 },
        { arbitrary: fc.integer({ min: 5, max: 60 }), weight: 1 },
      ),
    }),
    { selector: ({ sku }) => sku, maxLength: 4 },
  ),
  codes: fc.subarray(['TENTH', 'FIVE', 'LARGE', 'SHIPFREE', 'FEW', 'NONESUCH'], { maxLength: 2 }),
  currency: fc.constantFrom('EUR', 'EUR', 'USD'),
  place: fc.constantFrom(
    { country: 'ES', region: null },
    { country: 'PT', region: null },
    { country: 'US', region: 'CA' },
    { country: 'US', region: null },
    { country: 'FR', region: null },
  ),
  shippingMethodId: fc.constantFrom(null, ...METHODS),
});

test('A preview without problems has the prices of the checkout, and with one no checkout starts', async () => {
  const reached = { started: 0, rejected: 0 };
  const property = fc.asyncProperty(anyPurchase, async (purchase) => {
    const { lines, codes, currency, place, shippingMethodId } = purchase;
    const buyer = shop.newBuyer();
    await shop.fill(buyer, ...lines);
    await cart.setCurrency(buyer, { currency });
    await cart.setDiscountCodes(buyer, { codes });
    const preview = await previewOf(buyer, { ...place, shippingMethodId });
    const input: Partial<StartCheckoutInput> = {
      shippingAddress: { ...ADDRESS, ...place },
      shippingMethodId,
      expectedTotal: preview.prices.total,
    };
    const starting = checkout.start(buyer, shop.startInput(input), VISITOR);
    if (preview.problems.length > 0) {
      reached.rejected += 1;
      await expect(starting, JSON.stringify(preview.problems)).rejects.toHaveProperty('reason');
      return;
    }
    reached.started += 1;
    const started = await starting;
    expect(started.prices).toEqual(preview.prices);
    expect(started.shippingMethod).toEqual(preview.shippingMethod);
    // The discounts and the stock of the cart's own checkout are available to it.
    expect(await previewOf(buyer, { ...place, shippingMethodId })).toEqual(preview);
    const cancel = { checkoutId: started.id, idempotencyKey: shop.newKey() };
    await checkout.cancel(buyer, cancel, VISITOR);
  });
  await fc.assert(property, { numRuns: runCount(60, 200) });
  expect(reached.started).toBeGreaterThan(0);
  expect(reached.rejected).toBeGreaterThan(0);
});

test('A preview stores nothing', async () => {
  const buyer = shop.newBuyer();
  await shop.fill(buyer, { sku: SKUS[0] ?? '' });
  const before = await shop.server.contents();
  const [id = '', , courier = ''] = METHODS;
  expect(await previewOf(buyer, { shippingMethodId: id })).toMatchObject({
    prices: { shipping: { total: { amount: 495 } }, isTaxIncluded: true },
    isShippingRequired: true,
    isRegionRequired: false,
    shippingOptions: [{ id }, { id: courier }],
    shippingMethod: { id, name: 'Parcel' },
    problems: [],
  });
  expect(await shop.server.contents()).toBe(before);
});

test('A preview names each problem, and why', async () => {
  const buyer = shop.newBuyer();
  expect(await previewOf(buyer)).toMatchObject({
    problems: [{ kind: 'cart-empty' }],
    prices: { total: { amount: 0, currency: 'EUR' } },
  });
  const [shipped = '', scarce = ''] = SKUS;
  const lines = [{ sku: shipped }, { sku: scarce, quantity: 6 }, { sku: UNLISTED }];
  await shop.fill(buyer, ...lines, { sku: archived });
  const { lines: filled } = await cart.setDiscountCodes(buyer, { codes: ['NONESUCH'] });
  await shop.archive(filled.find(({ sku }) => sku === archived)?.productId ?? '');
  await cart.setCurrency(buyer, { currency: 'USD' });
  const { problems, isRegionRequired } = await previewOf(buyer, { country: 'US' });
  expect(problems).toEqual([
    { kind: 'unavailable', sku: UNLISTED, reason: 'currency' },
    { kind: 'unavailable', sku: archived, reason: 'not-for-sale' },
    { kind: 'stock-short', sku: scarce, available: 5, reason: 'insufficient' },
    { kind: 'discount-refused', code: 'NONESUCH', reason: 'unknown' },
    { kind: 'region-required' },
    { kind: 'shipping-method-required' },
  ]);
  expect(isRegionRequired).toBe(true);
});

test('A region that does not exist is rejected where tax depends on it', async () => {
  const buyer = shop.newBuyer();
  await shop.fill(buyer, { sku: SKUS[0] ?? '' });
  await expect(previewOf(buyer, { country: 'US', region: 'QQ' })).rejects.toMatchObject({
    reason: 'INPUT_INVALID',
    fields: { region: [expect.any(String)] },
  });
});
