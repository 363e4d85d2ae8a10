import { randomBytes } from 'node:crypto';
import type { Client } from '@trastienda/shop-client';
import { checkInvariants } from '@trastienda/shop-invariants';
import { productFixture } from '@trastienda/shop-testing';
import { createRandom, pick } from '@trastienda/testing';
import { describe, expect, test } from 'vitest';
import { useBackend } from '../testing/start-backend.ts';

const RESERVATION_SECONDS = 600;

let now = Date.now();

const backend = await useBackend({
  buying: { clock: { now: () => new Date(now) }, reservationSeconds: RESERVATION_SECONDS },
});

function guest(): Client {
  const token = `tg_${randomBytes(32).toString('base64url')}`;
  return backend.client({ headers: { 'trastienda-guest': token } });
}

/** A buyer who has begun to pay, and whose bank has not approved yet. */
async function begin(sku: string, paymentMethod = 'pm_test_action') {
  const client = guest();
  await client.cart.add.mutate({ sku });
  const address = { name: 'Ana López', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' };
  const start = { email: 'ana@shop.example', shippingAddress: address };
  const { id: checkoutId } = await client.checkout.start.mutate(start);
  const pay = { checkoutId, paymentMethod };
  const { payment } = await client.checkout.pay.mutate(pay);
  const theirs = (await backend.payments.list()).find((known) => known.paymentId === payment?.id);
  return { client, checkoutId, paymentId: payment?.id ?? '', reference: theirs?.reference ?? '' };
}

async function offer(quantity: number): Promise<string> {
  const product = productFixture();
  const [variant] = product.variants;
  if (variant === undefined) throw new Error('A product has a variant.');
  const inventory = { isTracked: true, quantity, policy: 'deny' } as const;
  await backend.staff.admin.products.create.mutate({
    ...product,
    variants: [{ ...variant, requiresShipping: false, inventory }],
  });
  return variant.sku;
}

/** Lets workers do all that is due by now. */
async function work(): Promise<void> {
  while ((await backend.runBackground()) > 0);
}

const check = () => checkInvariants(backend.server.uri);

describe('webhooks', () => {
  test.each([1, 2])(
    'may be delivered twice, in any order, late or never (seed %i)',
    async (seed) => {
      const random = createRandom(seed);
      const sku = await offer(4);
      await backend.payments.webhooks.setPolicy({ kind: 'hold', delayMs: 0 });
      const buyers = [];
      for (let count = 0; count < 4; count += 1) buyers.push(await begin(sku));
      for (const { reference } of buyers) await backend.payments.approve(reference);

      // Everything that was said so far, in any order, some of it twice and some of it never.
      const events = await backend.payments.webhooks.list();
      for (const { id } of [...events].sort(() => random() - 0.5)) {
        const fate = pick(random, ['send', 'twice', 'drop'] as const);
        if (fate === 'drop') await backend.payments.webhooks.drop(id);
        else await backend.payments.webhooks.send(id);
        if (fate === 'twice') await backend.payments.webhooks.duplicate(id);
        await backend.sendWebhooks();
        expect(await check()).toEqual([]);
      }

      // Whose webhook never came is found by a worker, if not by the buyer.
      now += RESERVATION_SECONDS * 500;
      await work();
      for (const { client, checkoutId } of buyers) {
        const { status, payment } = await client.checkout.get.query({ checkoutId });
        expect([status, payment?.status]).toEqual(['completed', 'captured']);
      }
      expect(await backend.staff.admin.stock.get.query({ sku })).toMatchObject({
        onHand: 0,
        reserved: 0,
      });
      expect(await check()).toEqual([]);
    },
  );

  test('that arrive after the reservation has expired lead to an order from stock, or to a refund', async () => {
    const sku = await offer(2);
    await backend.payments.webhooks.setPolicy({ kind: 'hold', delayMs: 0 });
    const late = [
      await begin(sku, 'pm_test_delay_999999999'),
      await begin(sku, 'pm_test_delay_999999999'),
    ];
    now += RESERVATION_SECONDS * 5000;
    await work();
    expect(await backend.staff.admin.stock.get.query({ sku })).toMatchObject({
      available: 2,
      reserved: 0,
    });
    const eager = await begin(sku);
    for (const { reference } of late) {
      await backend.payments.approve(reference);
      await backend.payments.capture(reference);
    }
    for (const { id } of await backend.payments.webhooks.list()) {
      await backend.payments.webhooks.send(id);
      await backend.payments.webhooks.duplicate(id);
    }
    while ((await backend.sendWebhooks()) > 0);
    await work();

    const ends = [];
    for (const { client, checkoutId, paymentId } of late) {
      const { status } = await client.checkout.get.query({ checkoutId });
      const payment = await backend.staff.admin.payments.get.query({ paymentId });
      ends.push([status, payment.status, payment.amountRefunded.amount]);
    }
    expect(ends.sort()).toEqual([
      ['completed', 'captured', 0],
      ['expired', 'captured', 1000],
    ]);
    expect(await eager.client.checkout.get.query({ checkoutId: eager.checkoutId })).toMatchObject({
      status: 'open',
    });
    expect(await backend.staff.admin.stock.get.query({ sku })).toMatchObject({
      onHand: 1,
      reserved: 1,
    });
    expect(await check()).toEqual([]);
  });
});
