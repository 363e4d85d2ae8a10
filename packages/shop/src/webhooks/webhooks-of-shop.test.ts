import { randomBytes } from 'node:crypto';
import { createCipher } from '@trastienda/mongo';
import { CreateWebhookEndpointInput, OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { Webhook } from 'standardwebhooks';
import { afterAll, expect, test } from 'vitest';
import { useTestShop, VISITOR } from '../testing/start-test-shop.ts';
import { startReceiver } from './testing/receiver.ts';

const cipher = createCipher([{ id: 'tests', key: randomBytes(32) }]);
const shop = await useTestShop({ webhooks: { cipher, local: 'loopback' } });
const receiver = await startReceiver();
afterAll(() => receiver.close());
await shop.background.relay.register();

const receive = (eventTypes: CreateWebhookEndpointInput['eventTypes']) =>
  shop.webhooks.create(
    CreateWebhookEndpointInput.parse({ url: receiver.url, description: 'ERP', eventTypes }),
    OPERATOR_ORIGIN,
  );

test('What happens in a shop reaches an endpoint, each event once, and nothing from before', async () => {
  const sku = await shop.offer();
  await shop.begin(sku);
  await shop.background.runOnce();
  const { secret } = await receive(['checkout.started', 'checkout.cancelled']);
  const { buyer, checkout } = await shop.begin(sku);
  const call = { checkoutId: checkout.id, idempotencyKey: shop.newKey() };
  await shop.checkout.cancel(buyer, call, VISITOR);
  await shop.offer();
  while ((await shop.background.runOnce()) > 0);
  const payloads = receiver.requests.map(({ body, headers }) =>
    new Webhook(secret).verify(body, { ...headers } as Record<string, string>),
  );
  expect(payloads).toHaveLength(2);
  expect(payloads).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        type: 'checkout.started',
        data: expect.objectContaining({ aggregateId: checkout.id, sequence: 1 }),
      }),
      expect.objectContaining({
        type: 'checkout.cancelled',
        data: expect.objectContaining({ aggregateId: checkout.id, sequence: 2 }),
      }),
    ]),
  );
  expect(shop.faults).toEqual([]);
});

test('An event reaches an endpoint of a running shop without another call', async () => {
  const before = receiver.requests.length;
  await receive(['checkout.started']);
  shop.background.start();
  try {
    await shop.begin(await shop.offer());
    await expect.poll(() => receiver.requests.length).toBeGreaterThan(before);
  } finally {
    await shop.background.stop();
  }
});
