import { checkInvariants } from '@trastienda/shop-invariants';
import { productFixture } from '@trastienda/shop-testing';
import { expect, test } from 'vitest';
import { useBackend } from '../testing/start-backend.ts';

const backend = await useBackend({ buying: { isWorking: true, pollMs: 200 } });

const GUEST = { 'trastienda-guest': `tg_${'g'.repeat(43)}` };
const ADDRESS = { name: 'Ana', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' };

/** A guest who has begun to pay and whose bank wants to see them. */
async function beginToPay() {
  const product = productFixture();
  const variants = product.variants.map((variant) => ({ ...variant, requiresShipping: false }));
  await backend.staff.admin.products.create.mutate({ ...product, variants });
  const client = backend.client({ headers: GUEST });
  await client.cart.add.mutate({ sku: variants[0]?.sku ?? '' });
  const start = { email: 'ana@shop.example', shippingAddress: ADDRESS };
  const { id: checkoutId } = await client.checkout.start.mutate(start);
  const pay = { checkoutId, paymentMethod: 'pm_test_action' };
  return { client, checkoutId, payment: (await client.checkout.pay.mutate(pay)).payment };
}

test('A buyer who confirms on the page of their bank has an order without returning to the shop', async () => {
  const { client, checkoutId, payment } = await beginToPay();
  expect(payment).toMatchObject({ status: 'requires-action', provider: 'test' });
  const url = payment?.actionUrl ?? '';
  expect(url).toMatch(`${backend.url}/dev/confirm-payment/`);
  const agreed = await fetch(url, {
    ...{ method: 'POST', body: new URLSearchParams({ action: 'approve' }), redirect: 'manual' },
  });
  expect(agreed.status).toBe(303);
  const paid = async () => {
    const { orderId, payment: now } = await client.checkout.get.query({ checkoutId });
    return { isOrdered: orderId !== null, status: now?.status };
  };
  await expect.poll(paid).toEqual({ isOrdered: true, status: 'captured' });
  expect(await checkInvariants(backend.server.uri)).toEqual([]);
});

test('A forged webhook changes nothing', async () => {
  const { client, checkoutId, payment } = await beginToPay();
  const forged = JSON.stringify({
    ...{ id: 'evt_1', type: 'payment.authorized' },
    payment: { reference: `pay_test_${payment?.id}`, paymentId: payment?.id },
  });
  const answer = await fetch(`${backend.url}/webhooks/test`, {
    method: 'POST',
    headers: {
      'trastienda-test-signature': `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`,
    },
    body: forged,
  });
  expect(answer.status).toBe(400);
  const checkout = await client.checkout.get.query({ checkoutId });
  expect(checkout).toMatchObject({ orderId: null, payment: { status: 'requires-action' } });
});
