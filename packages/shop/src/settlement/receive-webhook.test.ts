import { afterAll, describe, expect, it } from 'vitest';
import { type Begun, useTestPayments } from '../testing/start-test-payments.ts';
import { VISITOR } from '../testing/start-test-shop.ts';

const test = await useTestPayments();

afterAll(async () => {
  expect(await test.violations()).toEqual([]);
});

const begin = async (): Promise<Begun> => test.begin(await test.offer({ quantity: 3 }));
const referenceOf = async (begun: Begun) => (await test.paymentOf(begun)).reference ?? '';

describe('webhooks', () => {
  it('bring a payment to its end without the buyer coming back, whatever order they come in', async () => {
    await test.deliverWebhooks();
    await test.driver.webhooks.setPolicy({ kind: 'hold', delayMs: 0 });
    const begun = await begin();
    await test.pay(begun, 'pm_test_action');
    const reference = await referenceOf(begun);
    await test.driver.approve(reference);
    const held = await test.driver.webhooks.list();
    const own = held.filter((webhook) => webhook.reference === reference);
    expect(own).toHaveLength(2);
    // The newest first, and each of them twice.
    for (const { id } of own) {
      await test.driver.webhooks.send(id);
      await test.driver.webhooks.duplicate(id);
      await test.deliverWebhooks();
    }
    await test.driver.webhooks.setPolicy({ kind: 'send', delayMs: 0 });
    expect(await test.orderOf(begun)).toMatchObject({ status: 'paid' });
    const { id } = await test.paymentOf(begun);
    const history = { aggregate: 'payment', aggregateId: id, limit: 100 } as const;
    const { items } = await test.database.events.list(history);
    expect(items.map(({ type }) => type)).toEqual([
      'payment.created',
      'payment.requires-action',
      'payment.authorized',
      'payment.captured',
    ]);
  });

  it('that come before the answer to the call itself do no harm', async () => {
    const begun = await begin();
    const quick = test.another({
      provider: {
        ...test.provider,
        async create(input) {
          const created = await test.provider.create(input);
          expect(await test.deliverWebhooks()).toBeGreaterThan(0);
          return created;
        },
      },
    });
    const { buyer, checkout } = begun;
    const input = { checkoutId: checkout.id, paymentMethod: 'pm_test_approve' };
    const answer = await quick.checkout.pay(
      buyer,
      { ...input, idempotencyKey: test.newKey() },
      VISITOR,
    );
    expect(answer).toMatchObject({ status: 'completed', payment: { status: 'captured' } });
    expect((await test.driver.get(await referenceOf(begun))).amountCaptured).toBe(1000);
  });

  it('that never come are made up for by asking', async () => {
    await test.deliverWebhooks();
    await test.driver.webhooks.setPolicy({ kind: 'drop', delayMs: 0 });
    const begun = await begin();
    await test.pay(begun, 'pm_test_action');
    await test.driver.approve(await referenceOf(begun));
    test.advance(120);
    await test.background.runOnce();
    await test.driver.webhooks.setPolicy({ kind: 'send', delayMs: 0 });
    expect(await test.orderOf(begun)).toMatchObject({ status: 'paid' });
  });

  it('that come while the provider is being asked already are not forgotten', async () => {
    const { payment, ...begun } = await test.buy();
    await test.deliverWebhooks();
    const { reference } = payment;
    const fetch = () => Promise.reject(new Error('no answer'));
    const other = test.another({ provider: { ...test.provider, fetch } });
    let looks = 0;
    const slow = test.another({
      provider: {
        ...test.provider,
        async fetch(name) {
          const answer = await test.provider.fetch(name);
          looks += 1;
          if (looks > 1) return answer;
          await test.driver.refund(name, 400);
          await test.deliverWebhooks(other);
          return answer;
        },
      },
    });
    await test.database.payments.wake('test', { id: null, reference }, test.clock.now());
    await slow.background.runOnce();
    expect(looks).toBe(2);
    expect(await test.orderOf(begun)).toMatchObject({ refundedAmount: 400 });
  });

  it('that anybody else signed are refused and change nothing', async () => {
    const before = await test.everything();
    const body = JSON.stringify({ id: 'evt_1', type: 'payment.authorized' });
    const forged = test.webhooks.receive(body, () => `t=1,v1=${'0'.repeat(64)}`, VISITOR);
    await expect(forged).rejects.toMatchObject({ reason: 'WEBHOOK_INVALID' });
    expect(await test.everything()).toBe(before);
  });

  it('about payments that the shop has not are taken and reported', async () => {
    await test.deliverWebhooks();
    const elsewhere = await test.driver.createElsewhere({ amount: 500, currency: 'EUR' });
    test.faults.length = 0;
    expect(await test.deliverWebhooks()).toBe(1);
    expect(test.faults).toMatchObject([{ job: 'payment-webhook', paymentId: null }]);
    expect(await test.provider.fetch(elsewhere.reference)).toMatchObject({ amountCaptured: 500 });
  });
});
