import { expect, test } from 'vitest';
import { startTestEmails } from '../testing/start-test-emails.ts';
import { useTestOrders } from '../testing/start-test-orders.ts';
import { EMAIL_KINDS } from './email-kinds.ts';

const shop = await useTestOrders();

test('an email that is switched off is not sent, and the others are', async () => {
  const staff = ['staff@shop.example'];
  const emails = await startTestEmails(shop, { staff, off: ['order-placed', 'new-order'] });
  await shop.bought();
  const sent = await emails.deliver();
  expect(sent.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Receipt for/)]);
});

test('no email is sent when all are switched off', async () => {
  const staff = ['staff@shop.example'];
  const emails = await startTestEmails(shop, { staff, off: EMAIL_KINDS });
  await shop.bought('cancelled');
  expect(await emails.deliver()).toEqual([]);
});
