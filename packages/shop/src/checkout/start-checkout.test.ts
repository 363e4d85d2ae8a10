import type { ErrorDetails, Keyed } from '@trastienda/base';
import {
  type Buyer,
  type CheckoutView,
  CreateDiscountInput,
  CreateShippingMethodInput,
  CreateTaxZoneInput,
  type ErrorReason,
  isShopError,
  OPERATOR_ORIGIN,
  StartCheckoutInput,
} from '@trastienda/shop-contract';
import { checkInvariants } from '@trastienda/shop-invariants';
import { afterAll, describe, expect, test } from 'vitest';
import {
  ADDRESS,
  RESERVATION_SECONDS,
  type TestShop,
  useTestShop,
  VISITOR,
} from '../testing/start-test-shop.ts';

const shop = await useTestShop();

afterAll(async () => {
  expect(await checkInvariants(shop.server.uri)).toEqual([]);
});

const eur = (amount: number) => ({ amount, currency: 'EUR' });

const start = (buyer: Buyer, overrides?: Partial<Keyed<StartCheckoutInput>>) =>
  shop.checkout.start(buyer, shop.startInput(overrides), VISITOR);

/** Sets a sales tax of 7.25 % in California, and none elsewhere in the United States. */
async function taxCalifornia(): Promise<void> {
  const input = CreateTaxZoneInput.parse({
    ...{ name: 'Sales tax', country: 'US', region: 'CA', ratePpm: 72_500 },
    ...{ isTaxIncluded: false, isShippingTaxed: false },
  });
  const { items } = await shop.taxes.list({ limit: 9 });
  if (items.length === 0) await shop.taxes.create(input, OPERATOR_ORIGIN);
}

/** Returns one process after another, as a load balancer does. */
function processesOf(count: number) {
  const processes = [shop, ...Array.from({ length: count - 1 }, () => shop.openProcess())];
  let next = 0;
  return () => {
    next += 1;
    return processes[next % count] ?? shop;
  };
}

/** Starts a checkout as a client that retries on `DATABASE_BUSY`. */
async function startWithRetries(
  { checkout }: Pick<TestShop, 'checkout'>,
  buyer: Buyer,
  input = shop.startInput(),
): Promise<CheckoutView> {
  for (;;) {
    try {
      return await checkout.start(buyer, input, VISITOR);
    } catch (error) {
      if (!isShopError(error, 'DATABASE_BUSY')) throw error;
    }
  }
}

async function buyerWith(...lines: { sku: string; quantity?: number }[]): Promise<Buyer> {
  const buyer = shop.newBuyer();
  await shop.fill(buyer, ...lines);
  return buyer;
}

async function stockOf(sku: string) {
  const { onHand, reserved, available } = await shop.stock.get({ sku });
  return { onHand, reserved, available };
}

const newCode = (code: string, overrides: Partial<CreateDiscountInput> = {}) =>
  shop.discounts.create(
    CreateDiscountInput.parse({
      title: code,
      code,
      effect: { kind: 'percent', ratePpm: 100_000 },
      ...overrides,
    }),
    OPERATOR_ORIGIN,
  );

describe('starting a checkout', () => {
  test('fixes the lines and prices, and reserves the stock', async () => {
    const shirt = await shop.offer({ amount: 1000, quantity: 5 });
    const gift = await shop.offer({ amount: 250, isTracked: false });
    const buyer = await buyerWith({ sku: shirt, quantity: 2 }, { sku: gift });
    const checkout = await start(buyer, { expectedTotal: eur(2250) });
    expect(checkout).toMatchObject({
      status: 'open',
      email: 'ana@example.com',
      currency: 'EUR',
      shippingAddress: ADDRESS,
      billingAddress: null,
      shippingMethod: null,
      payment: null,
      orderId: null,
      orderNumber: null,
    });
    expect(checkout.prices.total).toEqual(eur(2250));
    expect(
      checkout.lines.map(({ sku, quantity, unitPrice }) => [sku, quantity, unitPrice]),
    ).toEqual([
      [shirt, 2, eur(1000)],
      [gift, 1, eur(250)],
    ]);
    const seconds = (Date.parse(checkout.expiresAt) - shop.clock.now().getTime()) / 1000;
    expect(seconds).toBe(RESERVATION_SECONDS);
    expect(await stockOf(shirt)).toEqual({ onHand: 5, reserved: 2, available: 3 });
    expect(await shop.checkout.get(buyer, { checkoutId: checkout.id })).toEqual(checkout);
    const page = { aggregate: 'checkout', aggregateId: checkout.id, limit: 10 } as const;
    expect((await shop.database.events.list(page)).items).toMatchObject([
      { type: 'checkout.started', sequence: 1, data: { total: 2250, currency: 'EUR' } },
    ]);
    expect((await shop.cart.get(buyer)).lines).toHaveLength(2);
  });

  test('is visible to its buyer only, who alone may cancel it', async () => {
    const { checkout } = await shop.begin(await shop.offer());
    const stranger = shop.newBuyer();
    const rejection = { reason: 'CHECKOUT_NOT_FOUND' };
    const call = { checkoutId: checkout.id, idempotencyKey: shop.newKey() };
    await expect(shop.checkout.get(stranger, call)).rejects.toMatchObject(rejection);
    await expect(shop.checkout.cancel(stranger, call, VISITOR)).rejects.toMatchObject(rejection);
  });

  test('counts a use of each of its discounts', async () => {
    const sku = await shop.offer();
    const { id } = await newCode('TENTH', { usageLimit: 5 });
    const buyer = await buyerWith({ sku });
    await shop.cart.setDiscountCodes(buyer, { codes: ['TENTH'] });
    const checkout = await start(buyer);
    expect(checkout.prices).toMatchObject({ total: eur(900), discounts: [{ id, code: 'TENTH' }] });
    expect(await shop.discounts.get({ id })).toMatchObject({ used: 1 });
  });

  test('cancels the open checkout of the same cart and gets its last unit and last code', async () => {
    const sku = await shop.offer({ quantity: 1 });
    const { id } = await newCode('ONCE', { usageLimit: 1, usageLimitPerBuyer: 1 });
    const buyer = await buyerWith({ sku });
    await shop.cart.setDiscountCodes(buyer, { codes: ['ONCE'] });
    const first = await start(buyer);
    const second = await start(buyer);
    expect(second.id).not.toBe(first.id);
    expect(await shop.checkout.get(buyer, { checkoutId: first.id })).toMatchObject({
      status: 'cancelled',
    });
    expect(await stockOf(sku)).toEqual({ onHand: 1, reserved: 1, available: 0 });
    expect(await shop.discounts.get({ id })).toMatchObject({ used: 1 });
  });

  test("voids the payment of the cart's earlier checkout", async () => {
    const sku = await shop.offer({ quantity: 1 });
    const { buyer, checkout: first } = await shop.begin(sku);
    const payInput = {
      checkoutId: first.id,
      paymentMethod: 'pm_test_approve',
      idempotencyKey: shop.newKey(),
    };
    const { payment } = await shop.checkout.pay(buyer, payInput, VISITOR);
    expect(payment).toMatchObject({ status: 'authorized' });
    await start(buyer);
    await shop.background.runOnce();
    expect(await shop.checkout.get(buyer, { checkoutId: first.id })).toMatchObject({
      status: 'cancelled',
      payment: { status: 'voided' },
    });
  });
});

describe('a rejected checkout', () => {
  interface Refusal {
    readonly reason: ErrorReason;
    readonly details?: ErrorDetails;
    readonly input?: Partial<Keyed<StartCheckoutInput>>;
  }
  /** Each way to be rejected: a prepared buyer and the expected error. */
  const REFUSALS: Record<string, () => Promise<Refusal & { readonly buyer: Buyer }>> = {
    'an empty cart': async () => ({ buyer: shop.newBuyer(), reason: 'CART_EMPTY' }),
    'a cart with something that is not for sale any more': async () => {
      const sku = await shop.offer();
      const buyer = await buyerWith({ sku }, { sku: await shop.offer() });
      const id = (await shop.cart.get(buyer)).lines[0]?.productId ?? '';
      await shop.archive(id);
      return { buyer, reason: 'CART_CHANGED', details: { unavailable: [sku] } };
    },
    'more than there is': async () => {
      const [plenty, scarce] = [await shop.offer(), await shop.offer({ quantity: 1 })];
      const buyer = await buyerWith({ sku: plenty }, { sku: scarce, quantity: 2 });
      return { buyer, reason: 'STOCK_INSUFFICIENT', details: { sku: scarce, available: 1 } };
    },
    'a code that is used up': async () => {
      const sku = await shop.offer();
      const { id } = await newCode(`GONE-${shop.newKey().slice(0, 12)}`, { usageLimit: 1 });
      const { code } = await shop.discounts.get({ id });
      for (const buyer of [await buyerWith({ sku }), await buyerWith({ sku })]) {
        await shop.cart.setDiscountCodes(buyer, { codes: [code ?? ''] });
        const { used } = await shop.discounts.get({ id });
        if (used === 0) await start(buyer);
        else return { buyer, reason: 'DISCOUNT_REFUSED', details: { code, reason: 'used-up' } };
      }
      throw new Error('The code was never used.');
    },
    'something to send and no way of sending it': async () => {
      const buyer = await buyerWith({ sku: await shop.offer({ requiresShipping: true }) });
      const { id } = await shop.shipping.create(
        CreateShippingMethodInput.parse({
          name: 'Post',
          countries: ['ES'],
          rates: [{ currency: 'EUR', bands: [{ maxGrams: null, amount: 500 }] }],
        }),
        OPERATOR_ORIGIN,
      );
      return { buyer, reason: 'SHIPPING_UNAVAILABLE', details: { shippingMethodIds: [id] } };
    },
    'a region that the country does not have': async () => {
      await taxCalifornia();
      const buyer = await buyerWith({ sku: await shop.offer() });
      const input = { shippingAddress: { ...ADDRESS, country: 'US', region: 'QQ' } };
      return { buyer, input, reason: 'INPUT_INVALID' };
    },
    'a total that the buyer does not expect': async () => {
      const buyer = await buyerWith({ sku: await shop.offer() });
      return {
        buyer,
        input: { expectedTotal: eur(999) },
        reason: 'CHECKOUT_TOTAL_DIFFERS',
        details: { expected: eur(999), actual: eur(1000) },
      };
    },
  };

  test.for(Object.entries(REFUSALS))('changes nothing: %s', async ([, prepare]) => {
    const { buyer, input, reason, details = {} } = await prepare();
    const before = await shop.server.contents();
    await expect(start(buyer, input)).rejects.toMatchObject({ reason, details });
    expect(await shop.server.contents()).toBe(before);
  });

  test('leaves the open checkout of the cart unchanged', async () => {
    const { buyer, checkout } = await shop.begin(await shop.offer());
    const before = await shop.server.contents();
    await expect(start(buyer, { expectedTotal: eur(1) })).rejects.toMatchObject({
      reason: 'CHECKOUT_TOTAL_DIFFERS',
    });
    expect(await shop.server.contents()).toBe(before);
    expect(await shop.checkout.get(buyer, { checkoutId: checkout.id })).toEqual(checkout);
  });
});

describe('an idempotency key of checkout.start', () => {
  test('returns the first response again, whatever has happened since, without any effect', async () => {
    const sku = await shop.offer({ quantity: 1 });
    const buyer = await buyerWith({ sku });
    const input = shop.startInput();
    const checkout = await shop.checkout.start(buyer, input, VISITOR);
    await shop.checkout.cancel(
      buyer,
      { checkoutId: checkout.id, idempotencyKey: shop.newKey() },
      VISITOR,
    );
    await shop.begin(sku);
    await shop.cart.clear(buyer);
    const before = await shop.server.contents();
    expect(await shop.checkout.start(buyer, input, VISITOR)).toEqual(checkout);
    expect(await shop.server.contents()).toBe(before);
  });

  test('starts one checkout when used many times at once, in several processes', async () => {
    const sku = await shop.offer();
    const buyer = await buyerWith({ sku });
    const input = shop.startInput();
    const nextProcess = processesOf(3);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => startWithRetries(nextProcess(), buyer, input)),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await stockOf(sku)).toEqual({ onHand: 10, reserved: 1, available: 9 });
  });

  test('is rejected for different input, and is separate per buyer', async () => {
    const sku = await shop.offer();
    const buyer = await buyerWith({ sku });
    const input = shop.startInput();
    await shop.checkout.start(buyer, input, VISITOR);
    const before = await shop.server.contents();
    const other = { ...input, email: 'eva@example.com' };
    await expect(shop.checkout.start(buyer, other, VISITOR)).rejects.toMatchObject({
      reason: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await shop.server.contents()).toBe(before);
    const neighbour = await buyerWith({ sku });
    await shop.checkout.start(neighbour, input, VISITOR);
    expect(await stockOf(sku)).toMatchObject({ reserved: 2 });
  });
});

describe('many simultaneous buyers', () => {
  test('reserve exactly the stock over several processes, and the others are rejected', async () => {
    const sku = await shop.offer({ quantity: 10 });
    const buyers = await Promise.all(Array.from({ length: 50 }, () => buyerWith({ sku })));
    const nextProcess = processesOf(3);
    const results = await Promise.allSettled(
      buyers.map((buyer) => startWithRetries(nextProcess(), buyer)),
    );
    const rejections = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason] : [],
    );
    expect(rejections).toHaveLength(40);
    for (const rejection of rejections) {
      expect(rejection).toMatchObject({ reason: 'STOCK_INSUFFICIENT', details: { available: 0 } });
    }
    expect(await stockOf(sku)).toEqual({ onHand: 10, reserved: 10, available: 0 });
  });

  test('of the same two products in different order do not block each other', async () => {
    const [a, b] = [await shop.offer({ quantity: 100 }), await shop.offer({ quantity: 100 })];
    const buyers = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        buyerWith(...(index % 2 === 0 ? [{ sku: a }, { sku: b }] : [{ sku: b }, { sku: a }])),
      ),
    );
    const nextProcess = processesOf(2);
    await Promise.all(buyers.map((buyer) => startWithRetries(nextProcess(), buyer)));
    expect(await stockOf(a)).toMatchObject({ reserved: 16 });
    expect(await stockOf(b)).toMatchObject({ reserved: 16 });
  });

  test('who are the same buyer end up with one open checkout', async () => {
    const sku = await shop.offer({ quantity: 1 });
    const buyer = await buyerWith({ sku });
    const nextProcess = processesOf(2);
    await Promise.all(Array.from({ length: 6 }, () => startWithRetries(nextProcess(), buyer)));
    expect(await stockOf(sku)).toEqual({ onHand: 1, reserved: 1, available: 0 });
  });
});

describe('tax by region', () => {
  const startIn = async (place: object) => {
    const buyer = shop.newBuyer();
    await shop.fill(buyer, { sku: await shop.offer({ amount: 12_000 }) });
    const { idempotencyKey, ...rest } = shop.startInput();
    const input = StartCheckoutInput.parse({
      ...rest,
      shippingAddress: { ...ADDRESS, ...place },
    });
    return shop.checkout.start(buyer, { ...input, idempotencyKey }, VISITOR);
  };

  test.each(['CA', 'ca', 'US-CA'])(
    'is charged for any spelling of the region: %s',
    async (region) => {
      await taxCalifornia();
      const { prices, shippingAddress } = await startIn({ country: 'US', region });
      expect(prices.taxTotal.amount).toBe(870);
      expect(shippingAddress.region).toBe('CA');
    },
  );

  test('requires the region when only regions are taxed, and rejects an invalid one', async () => {
    await taxCalifornia();
    const refused = (message: string) => ({
      reason: 'INPUT_INVALID',
      fields: { 'shippingAddress.region': [message] },
    });
    for (const region of [null, '']) {
      const message = 'is required: tax in US depends on the region';
      await expect(startIn({ country: 'US', region })).rejects.toMatchObject(refused(message));
    }
    for (const region of ['QQ', 'CAL']) {
      const message = 'is not an ISO 3166-2 region of US';
      await expect(startIn({ country: 'US', region })).rejects.toMatchObject(refused(message));
    }
    const texas = await startIn({ country: 'US', region: 'TX' });
    expect(texas.prices.taxTotal.amount).toBe(0);
    const france = await startIn({ country: 'FR' });
    expect(france.prices.taxTotal.amount).toBe(0);
  });
});
