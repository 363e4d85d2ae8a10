import { createCipher } from '@trastienda/mongo';
import { CreateWebhookEndpointInput, OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { resealWebhookSecrets } from './reseal-webhook-secrets.ts';
import { useTestWebhooks } from './testing/start-test-webhooks.ts';

const fixture = await useTestWebhooks();
const { database } = fixture;
const keyOf = (id: string) => ({ id, key: new Uint8Array(32).fill(id.length) });
const [older, newer] = [keyOf('old'), keyOf('newer')];

test('Secrets are sealed with the current key, still sign, and those without a key are counted', async () => {
  const { service } = fixture.openProcess({ cipher: createCipher([older]) });
  const lost = fixture.openProcess({ cipher: createCipher([keyOf('lost')]) });
  const input = CreateWebhookEndpointInput.parse({
    ...{ url: 'https://hooks.example.com/', description: 'ERP' },
  });
  await lost.service.create(input, OPERATOR_ORIGIN);
  const { endpoint, receiver } = await fixture.receive();
  const { id } = endpoint;
  // The present secret and the one before, both sealed with the older key.
  await service.rotateSecret({ id, overlapHours: 0 }, OPERATOR_ORIGIN);
  const { secret } = await service.rotateSecret({ id, overlapHours: 1 }, OPERATOR_ORIGIN);
  const cipher = createCipher([newer, older]);
  expect(await resealWebhookSecrets({ database, cipher })).toEqual({
    ...{ resealed: 2, byKey: { newer: 2, lost: 1 }, unopenable: 1 },
  });
  expect(await resealWebhookSecrets({ database, cipher })).toMatchObject({ resealed: 0 });
  await fixture.emit();
  await fixture.deliver(fixture.openProcess({ cipher: createCipher([newer]) }));
  const [request] = receiver.requests;
  const { 'webhook-id': webhookId = '', 'webhook-signature': signature = '' } =
    request?.headers ?? {};
  const mine = new Webhook(secret).sign(
    String(webhookId),
    fixture.clock.now(),
    request?.body ?? '',
  );
  expect(String(signature).split(' ')).toHaveLength(2);
  expect(signature).toContain(mine);
});
