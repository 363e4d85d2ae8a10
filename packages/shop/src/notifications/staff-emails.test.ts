import { beforeEach, describe, expect, test } from 'vitest';
import { createExpireCheckouts } from '../checkout/jobs/expire-checkouts.ts';
import { startTestEmails } from '../testing/start-test-emails.ts';
import { STAFF, useTestOrders } from '../testing/start-test-orders.ts';
import { RESERVATION_SECONDS, VISITOR } from '../testing/start-test-shop.ts';
import { BUYER_EMAILS } from './email-kinds.ts';

const shop = await useTestOrders();
const staff = ['ana@shop.example', 'luis@shop.example'];
const emails = await startTestEmails(shop, { staff, off: BUYER_EMAILS });

beforeEach(() => emails.deliver());

describe('staff', () => {
  test('each get one email about a new order, in the language of the shop', async () => {
    const bought = await shop.boughtLines([{ quantity: 2 }], { shipping: 100 });
    const { order } = await shop.stateOf(bought);
    const sent = await emails.deliver();
    expect(sent.map(({ to }) => to.email)).toEqual(staff);
    for (const { subject, text } of sent) {
      expect(subject).toBe(`New order ${order.number}: €21.00`);
      expect(text).toContain('It is shipped to ES.');
      expect(text).toContain('2 × ');
    }
  });

  test('read that nothing of a new order is shipped', async () => {
    await shop.bought();
    const [sent] = await emails.deliver();
    expect(sent?.text).toContain('Nothing of it is shipped.');
  });

  test('get one about a SKU of which few units are left', async () => {
    const sku = await shop.offer({ quantity: 5 });
    await shop.stock.configure({ sku, lowStockAt: 4 }, STAFF);
    await shop.begin(sku, 2);
    const [low] = await emails.deliver();
    expect(low).toMatchObject({
      subject: `Low stock of ${sku}: 3`,
      text: expect.stringContaining('no more than 4'),
    });
    await shop.begin(sku, 1);
    expect(await emails.deliver()).toEqual([]);
  });

  test('get one about the last unit of a SKU without a limit', async () => {
    const sku = await shop.offer({ quantity: 1 });
    await shop.begin(sku, 1);
    expect((await emails.deliver())[0]?.subject).toBe(`Low stock of ${sku}: 0`);
  });

  test('get one about a payment without an order, with the reason', async () => {
    const begun = await shop.begin(await shop.offer());
    await shop.pay(begun, 'pm_test_action');
    shop.advance(4 * RESERVATION_SECONDS);
    await createExpireCheckouts(shop.deps).runOnce();
    const again = await shop.checkout.start(begun.buyer, shop.startInput(), VISITOR);
    await shop.driver.approve((await shop.paymentOf(begun)).reference ?? '');
    await shop.deliverWebhooks();
    expect(again.status).toBe('open');
    const sent = await emails.deliver();
    expect(sent.map(({ subject }) => subject)).toEqual(
      staff.map(() => 'A payment of €10.00 has no order'),
    );
    expect(sent[0]?.text).toContain('another payment or a later checkout has bought the same');
    expect(await emails.deliver()).toEqual([]);
  });

  test('get one about a disputed payment, however often the provider says so', async () => {
    const { order, payment } = await shop.buy();
    await emails.deliver();
    const { id: paymentId, reference } = payment;
    const notice = { eventId: `evt-${paymentId}`, type: 'charge.dispute.created' } as const;
    const readWebhook = () => ({ ...notice, paymentId, reference, isDispute: true });
    const { providerWebhooks } = shop.openProcess({ provider: { ...shop.provider, readWebhook } });
    for (let times = 0; times < 2; times += 1) {
      await providerWebhooks.receive('', () => undefined, VISITOR);
    }
    const sent = await emails.deliver();
    expect(sent.map(({ subject }) => subject)).toEqual(
      staff.map(() => 'A payment of €10.00 is disputed'),
    );
    expect(sent[0]?.text).toContain(`order ${order.number} (payment ${paymentId})`);
    expect(await shop.violations()).toEqual([]);
  });
});
