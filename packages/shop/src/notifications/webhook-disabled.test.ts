import { insertAccount } from '@trastienda/auth/fixtures';
import { createCipher } from '@trastienda/mongo';
import { type CallOrigin, CreateWebhookEndpointInput } from '@trastienda/shop-contract';
import { expect, test } from 'vitest';
import { useTestShop, VISITOR } from '../testing/start-test-shop.ts';
import type { NotificationOptions } from './create-notifications.ts';
import type { ShopEmail } from './email-content.ts';

const shop = await useTestShop();
const { database } = shop;
const cipher = createCipher([{ id: 'tests', key: new Uint8Array(32) }]);

/** Lets an endpoint of an account answer 410, and returns the emails that this causes. */
async function disableOne(
  options: Pick<NotificationOptions, 'staff' | 'off'>,
): Promise<{ readonly emails: readonly ShopEmail[]; readonly creator: string }> {
  const emails: ShopEmail[] = [];
  const account = await insertAccount(database.accounts, { role: 'owner', locale: 'es' });
  const process = shop.openProcess({
    notifications: {
      emails: { enqueue: async (email) => void emails.push(email) },
      counterKeyOf: (email) => email,
      ...options,
    },
    webhooks: {
      cipher,
      send: async () => ({
        ...{ failure: 'status', status: 410, answer: 'gone', retryAfter: null, durationMs: 5 },
      }),
    },
  });
  await process.background.relay.register();
  const session = { kind: 'account', sessionId: account.id, role: 'owner' } as const;
  const origin: CallOrigin = {
    ...VISITOR,
    actor: { ...session, accountId: account.id, permissions: [], isRecent: true },
  };
  const { endpoint } = await process.webhooks.create(
    CreateWebhookEndpointInput.parse({ url: 'https://erp.example/', description: 'The ERP' }),
    origin,
  );
  await shop.begin(await shop.offer());
  while ((await process.background.runOnce()) > 0);
  expect(await process.webhooks.get({ id: endpoint.id })).toMatchObject({ disabledReason: 'gone' });
  await process.webhooks.delete({ id: endpoint.id }, origin);
  return { emails, creator: account.email ?? '' };
}

test('Staff get one email each about an endpoint that the shop has disabled', async () => {
  const staff = ['ana@shop.example', 'luis@shop.example'];
  const { emails } = await disableOne({ staff });
  const about = emails.filter(({ content }) => content.template === 'webhook-disabled');
  expect(about.map(({ to }) => to.email)).toEqual(staff);
  expect(about[0]).toMatchObject({
    locale: 'en',
    content: { template: 'webhook-disabled', description: 'The ERP', reason: 'gone' },
  });
});

test('Without addresses of staff, the account that created the endpoint gets it, in its language', async () => {
  const { emails, creator } = await disableOne({});
  const about = emails.filter(({ content }) => content.template === 'webhook-disabled');
  expect(about).toMatchObject([{ to: { email: creator }, locale: 'es' }]);
});

test('It can be switched off', async () => {
  const { emails } = await disableOne({ staff: ['ana@shop.example'], off: ['webhook-disabled'] });
  expect(emails.filter(({ content }) => content.template === 'webhook-disabled')).toEqual([]);
});
