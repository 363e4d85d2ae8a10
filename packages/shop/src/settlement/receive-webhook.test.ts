import { afterAll, describe, expect, test } from 'vitest';
import { type StartedCheckout, useTestPayments } from '../testing/start-test-payments.ts';
import { VISITOR } from '../testing/start-test-shop.ts';

const fixture = await useTestPayments();

afterAll(async () => {
  expect(await fixture.violations()).toEqual([]);
});

const begin = async (): Promise<StartedCheckout> =>
  fixture.begin(await fixture.offer({ quantity: 3 }));
const referenceOf = async (begun: StartedCheckout) =>
  (await fixture.paymentOf(begun)).reference ?? '';

describe('webhooks', () => {
  test('complete a payment without the buyer coming back, in any order', async () => {
    await fixture.deliverWebhooks();
    await fixture.driver.webhooks.setPolicy({ kind: 'hold', delayMs: 0 });
    const begun = await begin();
    await fixture.pay(begun, 'pm_test_action');
    const reference = await referenceOf(begun);
    await fixture.driver.approve(reference);
    const reserved = await fixture.driver.webhooks.list();
    const own = reserved.filter((webhook) => webhook.reference === reference);
    expect(own).toHaveLength(2);
    // The newest first, and each of them twice.
    for (const { id } of own) {
      await fixture.driver.webhooks.send(id);
      await fixture.driver.webhooks.duplicate(id);
      await fixture.deliverWebhooks();
    }
    await fixture.driver.webhooks.setPolicy({ kind: 'send', delayMs: 0 });
    expect(await fixture.orderOf(begun)).toMatchObject({ status: 'paid' });
    const { id } = await fixture.paymentOf(begun);
    const history = { aggregate: 'payment', aggregateId: id, limit: 100 } as const;
    const { items } = await fixture.database.events.list(history);
    expect(items.map(({ type }) => type)).toEqual([
      'payment.created',
      'payment.requires-action',
      'payment.authorized',
      'payment.captured',
    ]);
  });

  test('that arrive before the response to the call itself do no harm', async () => {
    const begun = await begin();
    const quick = fixture.openProcess({
      provider: {
        ...fixture.provider,
        async create(input) {
          const created = await fixture.provider.create(input);
          expect(await fixture.deliverWebhooks()).toBeGreaterThan(0);
          return created;
        },
      },
    });
    const { buyer, checkout } = begun;
    const input = { checkoutId: checkout.id, paymentMethod: 'pm_test_approve' };
    const answer = await quick.checkout.pay(
      buyer,
      { ...input, idempotencyKey: fixture.newKey() },
      VISITOR,
    );
    expect(answer).toMatchObject({ status: 'completed', payment: { status: 'captured' } });
    expect((await fixture.driver.get(await referenceOf(begun))).amountCaptured).toBe(1000);
  });

  test('that never arrive are replaced by polling', async () => {
    await fixture.deliverWebhooks();
    await fixture.driver.webhooks.setPolicy({ kind: 'drop', delayMs: 0 });
    const begun = await begin();
    await fixture.pay(begun, 'pm_test_action');
    await fixture.driver.approve(await referenceOf(begun));
    fixture.advance(120);
    await fixture.background.runOnce();
    await fixture.driver.webhooks.setPolicy({ kind: 'send', delayMs: 0 });
    expect(await fixture.orderOf(begun)).toMatchObject({ status: 'paid' });
  });

  test('that arrive while the provider is being polled are not lost', async () => {
    const { payment, ...begun } = await fixture.buy();
    await fixture.deliverWebhooks();
    const { reference } = payment;
    const fetch = () => Promise.reject(new Error('no answer'));
    const other = fixture.openProcess({ provider: { ...fixture.provider, fetch } });
    let looks = 0;
    const slow = fixture.openProcess({
      provider: {
        ...fixture.provider,
        async fetch(name) {
          const answer = await fixture.provider.fetch(name);
          looks += 1;
          if (looks > 1) return answer;
          await fixture.driver.refund(name, 400);
          await fixture.deliverWebhooks(other);
          return answer;
        },
      },
    });
    await fixture.database.payments.schedule('test', { id: null, reference }, fixture.clock.now());
    await slow.background.runOnce();
    expect(looks).toBe(2);
    expect(await fixture.orderOf(begun)).toMatchObject({ refundedAmount: 400 });
  });

  test('with a foreign signature are rejected and change nothing', async () => {
    const before = await fixture.server.contents();
    const body = JSON.stringify({ id: 'evt_1', type: 'payment.authorized' });
    const forged = fixture.providerWebhooks.receive(
      body,
      () => `t=1,v1=${'0'.repeat(64)}`,
      VISITOR,
    );
    await expect(forged).rejects.toMatchObject({ reason: 'WEBHOOK_INVALID' });
    expect(await fixture.server.contents()).toBe(before);
  });

  test('about unknown payments are accepted and reported', async () => {
    await fixture.deliverWebhooks();
    const elsewhere = await fixture.driver.createElsewhere({ amount: 500, currency: 'EUR' });
    fixture.faults.length = 0;
    expect(await fixture.deliverWebhooks()).toBe(1);
    expect(fixture.faults).toMatchObject([{ job: 'payment-webhook', paymentId: null }]);
    expect(await fixture.provider.fetch(elsewhere.reference)).toMatchObject({
      amountCaptured: 500,
    });
  });
});
