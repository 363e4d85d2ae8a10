import { CreateDiscountInput, OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { checkInvariants } from '@trastienda/shop-invariants';
import { afterAll, describe, expect, test } from 'vitest';
import { RESERVATION_SECONDS, useTestShop, VISITOR } from '../../testing/start-test-shop.ts';
import { createExpireCheckouts } from './expire-checkouts.ts';

const shop = await useTestShop();

afterAll(async () => {
  expect(await checkInvariants(shop.server.uri)).toEqual([]);
});

const expire = () => createExpireCheckouts(shop.deps).runOnce();

const statusOf = async (checkoutId: string) =>
  (await shop.database.checkouts.find(checkoutId))?.status;

describe('an expired checkout', () => {
  test('ends in the second of its expiry, and releases its stock and discounts', async () => {
    const sku = await shop.offer({ quantity: 1 });
    const { id } = await shop.discounts.create(
      CreateDiscountInput.parse({
        title: 'First',
        effect: { kind: 'percent', ratePpm: 100_000 },
        usageLimit: 1,
      }),
      OPERATOR_ORIGIN,
    );
    const { checkout } = await shop.begin(sku);
    expect(await shop.discounts.get({ id })).toMatchObject({ used: 1 });
    shop.advance(RESERVATION_SECONDS - 1);
    expect(await expire()).toBe(0);
    expect(await statusOf(checkout.id)).toBe('open');
    shop.advance(1);
    expect(await expire()).toBe(1);
    expect(await statusOf(checkout.id)).toBe('expired');
    expect(await shop.stock.get({ sku })).toMatchObject({ reserved: 0, available: 1 });
    expect(await shop.discounts.get({ id })).toMatchObject({ used: 0 });
    const page = { aggregate: 'checkout', aggregateId: checkout.id, limit: 10 } as const;
    const { items } = await shop.database.events.list(page);
    expect(items.map(({ type, sequence }) => [type, sequence])).toEqual([
      ['checkout.started', 1],
      ['checkout.expired', 2],
    ]);
  });

  test('releases its stock once, with any number of concurrent workers', async () => {
    const sku = await shop.offer({ quantity: 20 });
    for (let index = 0; index < 8; index += 1) await shop.begin(sku);
    shop.advance(RESERVATION_SECONDS);
    const sweeps = await Promise.all(Array.from({ length: 4 }, () => expire()));
    expect(sweeps.reduce((sum, expired) => sum + expired, 0)).toBe(8);
    expect(await shop.stock.get({ sku })).toMatchObject({ onHand: 20, reserved: 0, available: 20 });
  });

  test('cannot be canceled or paid', async () => {
    const { buyer, checkout } = await shop.begin(await shop.offer());
    shop.advance(RESERVATION_SECONDS);
    await expire();
    const rejection = { reason: 'CHECKOUT_CLOSED', details: { status: 'expired' } };
    const call = { checkoutId: checkout.id, idempotencyKey: shop.newKey() };
    const before = await shop.server.contents();
    await expect(shop.checkout.cancel(buyer, call, VISITOR)).rejects.toMatchObject(rejection);
    await expect(
      shop.checkout.pay(buyer, { ...call, paymentMethod: null }, VISITOR),
    ).rejects.toMatchObject(rejection);
    expect(await shop.server.contents()).toBe(before);
  });

  test('stays for the next run when it cannot be ended, and the others expire', async () => {
    const sku = await shop.offer();
    const [first, second] = [await shop.begin(sku), await shop.begin(sku)];
    shop.advance(RESERVATION_SECONDS);
    const { pricing } = shop.deps;
    const failure = new Error('no');
    const revertRedemption: typeof pricing.revertRedemption = (ids, use) =>
      use.checkoutId === first.checkout.id
        ? Promise.reject(failure)
        : pricing.revertRedemption(ids, use);
    const sweep = createExpireCheckouts({
      ...shop.deps,
      pricing: { ...pricing, revertRedemption },
    });
    await expect(sweep.runOnce()).rejects.toMatchObject({ errors: [failure] });
    expect(await statusOf(first.checkout.id)).toBe('open');
    expect(await statusOf(second.checkout.id)).toBe('expired');
    expect(await expire()).toBe(1);
  });

  test('expires after any number of others that cannot be ended', async () => {
    const sku = await shop.offer({ quantity: 100 });
    const stuck = new Set<string>();
    for (let index = 0; index < 21; index += 1) stuck.add((await shop.begin(sku)).checkout.id);
    const { checkout } = await shop.begin(sku);
    shop.advance(RESERVATION_SECONDS);
    const { pricing } = shop.deps;
    const revertRedemption: typeof pricing.revertRedemption = (ids, use) =>
      stuck.has(use.checkoutId)
        ? Promise.reject(new Error('no'))
        : pricing.revertRedemption(ids, use);
    const sweep = createExpireCheckouts({
      ...shop.deps,
      pricing: { ...pricing, revertRedemption },
    });
    await expect(sweep.runOnce()).rejects.toThrow('Not all of expire-checkouts was done.');
    expect(await statusOf(checkout.id)).toBe('expired');
    expect(await expire()).toBe(stuck.size);
  });

  test('waits for the next run when this one is stopped', async () => {
    const sku = await shop.offer();
    const [first, second] = [await shop.begin(sku), await shop.begin(sku)];
    shop.advance(RESERVATION_SECONDS);
    const stop = new AbortController();
    const { pricing } = shop.deps;
    const revertRedemption: typeof pricing.revertRedemption = (ids, use) => {
      stop.abort();
      return pricing.revertRedemption(ids, use);
    };
    const sweep = createExpireCheckouts({
      ...shop.deps,
      pricing: { ...pricing, revertRedemption },
    });
    expect(await sweep.runOnce(stop.signal)).toBe(1);
    expect(await statusOf(first.checkout.id)).toBe('expired');
    expect(await statusOf(second.checkout.id)).toBe('open');
    expect(await expire()).toBe(1);
  });
});

describe('cancelling a checkout', () => {
  test('releases its stock, once per idempotency key', async () => {
    const sku = await shop.offer({ quantity: 3 });
    const { buyer, checkout } = await shop.begin(sku, 2);
    const call = { checkoutId: checkout.id, idempotencyKey: shop.newKey() };
    const cancelled = await shop.checkout.cancel(buyer, call, VISITOR);
    expect(cancelled).toEqual({ ...checkout, status: 'cancelled' });
    expect(await shop.stock.get({ sku })).toMatchObject({ reserved: 0, available: 3 });
    const before = await shop.server.contents();
    expect(await shop.checkout.cancel(buyer, call, VISITOR)).toEqual(cancelled);
    await expect(
      shop.checkout.cancel(buyer, { ...call, idempotencyKey: shop.newKey() }, VISITOR),
    ).rejects.toMatchObject({ reason: 'CHECKOUT_CLOSED', details: { status: 'cancelled' } });
    expect(await shop.server.contents()).toBe(before);
  });
});
