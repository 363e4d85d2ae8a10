import { createMemoryTokenStorage } from '@trastienda/shop-client';
import { productFixture } from '@trastienda/shop-testing';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { curlOfLink } from '../dev/link-call.ts';
import { createTokenClient, newEmail, reasonOf, register, signIn } from '../testing/people.ts';
import { useBackend } from '../testing/start-backend.ts';

const lines: string[] = [];
const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
const backend = await useBackend({ log });

const ADDRESS = { name: 'Ana', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' };

/** Buys one unit as a new guest; returns the order and the guest's client. */
async function buy(email: string) {
  const [variant] = productFixture({ amount: 1000 }).variants;
  if (variant === undefined) return expect.unreachable();
  const variants = [{ ...variant, requiresShipping: false }];
  const created = await backend.staff.admin.products.create.mutate(productFixture({ variants }));
  const { client } = createTokenClient(backend, { guest: createMemoryTokenStorage() });
  await client.cart.setLocale.mutate({ locale: 'es' });
  await client.cart.add.mutate({ sku: created.variants[0]?.sku ?? '' });
  const checkout = await client.checkout.start.mutate({ email, shippingAddress: ADDRESS });
  const { id: checkoutId } = checkout;
  await client.checkout.pay.mutate({ checkoutId, paymentMethod: 'pm_test_approve' });
  const { orderId } = await client.checkout.complete.mutate({ checkoutId });
  return { client, orderId: orderId ?? expect.unreachable() };
}

async function emailsTo(email: string) {
  while ((await backend.runBackground()) > 0);
  return backend.emails.to(email);
}

// The consumers begin with what happens after they are registered.
await backend.runBackground();

describe('a guest who has bought', () => {
  test('gets emails in the chosen language, and sees the order by their link', async () => {
    const email = newEmail();
    const { orderId } = await buy(email);
    const received = await emailsTo(email);
    expect(received.map(({ subject }) => subject).sort()).toEqual([
      expect.stringMatching(/^Recibo de tu pedido/),
      expect.stringMatching(/^Tu pedido/),
    ]);
    const token = await backend.emails.secretFor(email);
    const order = await backend.visitor.orders.getByLink.mutate({ token });
    expect(order).toMatchObject({ id: orderId, locale: 'es', shippingAddress: { name: 'Ana' } });
    expect(order).not.toHaveProperty('email');
    const answer = await fetch(`${backend.url}/api/guest-orders/by-link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(lines.join()).toContain('orders.getByLink');
    expect(lines.join()).not.toContain(token);
    const link = received[0]?.links.find((url) => url.includes('#token='));
    expect(curlOfLink(link ?? '', backend.url)).toContain('/trpc/orders.getByLink');
  });

  test('has the links revoked by staff', async () => {
    const email = newEmail();
    const { orderId } = await buy(email);
    await emailsTo(email);
    const token = await backend.emails.secretFor(email);
    await backend.staff.admin.orders.revokeLinks.mutate({ orderId });
    expect(await reasonOf(backend.visitor.orders.getByLink.mutate({ token }))).toBe('LINK_INVALID');
  });

  test('takes the orders over with an account of the address, which is asked', async () => {
    const email = newEmail();
    const { client: guest, orderId } = await buy(email);
    expect(await reasonOf(guest.orders.claimable.query())).toBe('ACTOR_UNAUTHENTICATED');
    await register(backend, email);
    const { client } = await signIn(backend, email);
    expect((await client.orders.list.query({})).items).toEqual([]);
    expect(await client.orders.claimable.query()).toEqual({ count: 1 });
    expect(await client.orders.claim.mutate({})).toEqual({ claimed: 1, remaining: 0 });
    expect(await client.orders.get.query({ orderId })).toMatchObject({ id: orderId });
    expect(await reasonOf(guest.orders.get.query({ orderId }))).toBe('ORDER_NOT_FOUND');
  });
});

test('staff get an email about each order', async () => {
  await buy(newEmail());
  const [newest] = await emailsTo('staff@shop.example');
  expect(newest?.subject).toMatch(/^New order .*: €10.00$/);
});
