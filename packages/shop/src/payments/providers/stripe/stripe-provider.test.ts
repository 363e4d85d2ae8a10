import { createHmac } from 'node:crypto';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PaymentProvider } from '../../payment-provider.ts';
import { describeProvider } from '../testing/provider-conformance.ts';
import { createStripeProvider } from './create-stripe-provider.ts';
import { startFakeStripe } from './testing/start-fake-stripe.ts';
import { stripeError } from './testing/stripe-shapes.ts';

const WEBHOOK_SECRET = 'whsec_of_the_tests';

let fake: Awaited<ReturnType<typeof startFakeStripe>>;
let provider: PaymentProvider;

beforeAll(async () => {
  fake = await startFakeStripe();
  provider = createStripeProvider({
    ...{ secretKey: 'sk_test_1', webhookSecret: WEBHOOK_SECRET, api: fake.api },
  });
});
afterAll(() => fake.stop());

describeProvider('stripe', () => ({
  provider,
  approved: 'pm_card_visa',
  declined: 'pm_card_visa_chargeDeclined',
  approve: async (reference) => fake.intents.confirm(fake.intents.get(reference), 'pm_card_visa'),
  expire: async (reference) => fake.intents.cancel(fake.intents.get(reference)),
}));

let count = 0;
function begin(paymentMethod: string | null, amount = { amount: 5000, currency: 'EUR' }) {
  count += 1;
  const paymentId = `payment-${count}`;
  return provider.create({
    ...{ paymentId, begunAt: new Date(), amount, paymentMethod, description: 'Order' },
  });
}

async function captured() {
  const { reference } = await begin('pm_card_visa');
  return provider.capture(reference);
}

const refundOf = (refundId: string, amount: number) => ({
  refundId,
  amount: { amount, currency: 'EUR' },
});

describe('payments by Stripe', () => {
  test('are created for manual capture without redirects', async () => {
    const { paymentId } = await begin('pm_card_visa');
    const { form, idempotencyKey } = fake.calls.at(-1) ?? {};
    expect(idempotencyKey).toBe(`payment-${paymentId}`);
    expect(Object.fromEntries(form ?? [])).toMatchObject({
      amount: '5000',
      currency: 'eur',
      capture_method: 'manual',
      confirm: 'true',
      payment_method: 'pm_card_visa',
      'metadata[paymentId]': paymentId,
      'automatic_payment_methods[enabled]': 'true',
      'automatic_payment_methods[allow_redirects]': 'never',
    });
  });

  test.each([
    ['requires_payment_method', 'requires-action'],
    ['requires_confirmation', 'requires-action'],
    ['requires_action', 'requires-action'],
    ['processing', 'processing'],
    ['requires_capture', 'authorized'],
    ['succeeded', 'captured'],
    ['canceled', 'voided'],
    ['one_of_the_future', 'processing'],
  ])('that are %s at Stripe are %s here', async (theirs, ours) => {
    const { reference } = await begin(null);
    fake.intents.get(reference).status = theirs;
    expect((await provider.fetch(reference)).status).toBe(ours);
  });

  test('wait for the buyer when the bank requires authentication', async () => {
    const payment = await begin('pm_card_authenticationRequired');
    expect(payment).toMatchObject({ status: 'requires-action', failure: null });
  });

  test('may be paid with another card when one was declined in the browser', async () => {
    const { reference } = await begin(null);
    fake.intents.confirm(fake.intents.get(reference), 'pm_card_visa_chargeDeclined');
    expect(await provider.fetch(reference)).toMatchObject({
      status: 'requires-action',
      failure: { code: 'card_declined' },
    });
  });

  test.each([
    ['was declined', 'pm_card_visa_chargeDeclined', 'card_declined'],
    ['failed', 'pm_card_authenticationFailed', 'payment_intent_authentication_failure'],
  ])(
    'whose card %s at once are canceled, so that they cannot be paid later',
    async (_, paymentMethod, code) => {
      const { reference, status, failure } = await begin(paymentMethod);
      expect({ status, failure }).toMatchObject({ status: 'failed', failure: { code } });
      expect(fake.intents.get(reference).status).toBe('canceled');
      expect((await provider.fetch(reference)).status).toBe('failed');
    },
  );

  test('are created once, even when repeated after Stripe has forgotten the idempotency key', async () => {
    const { reference, paymentId, amount } = await begin('pm_card_visa');
    const long = 22 * 3600;
    fake.intents.get(reference).created -= long;
    fake.forgetKeys();
    const input = { amount, paymentMethod: 'pm_card_visa', description: 'Order' };
    const late = { ...input, begunAt: new Date(Date.now() - long * 1000) };
    const again = await provider.create({ ...late, paymentId: paymentId ?? '' });
    expect(again).toMatchObject({ reference, paymentId, status: 'authorized' });
    const count = fake.intents.all().length;
    const unknown = provider.create({ ...late, paymentId: 'never-begun' });
    await expect(unknown).rejects.toMatchObject({
      ...{ reason: 'PAYMENT_REJECTED', details: { code: 'begun_too_late' } },
    });
    expect(fake.intents.all()).toHaveLength(count);
  });

  test('are refunded once, even when the refund is repeated after Stripe has forgotten the idempotency key', async () => {
    const { reference } = await captured();
    await provider.refund(reference, refundOf('late', 1000));
    fake.forgetKeys();
    const { refunds } = await provider.refund(reference, refundOf('late', 1000));
    expect(refunds).toHaveLength(1);
    const other = provider.refund(reference, refundOf('late', 999));
    await expect(other).rejects.toMatchObject({ reason: 'PAYMENT_REJECTED' });
  });

  test('have all their refunds, also those beyond the expanded ones', async () => {
    const { reference } = await captured();
    for (let part = 1; part <= 11; part += 1) {
      await provider.refund(reference, refundOf(`part-${part}`, 100));
    }
    const payment = await provider.fetch(reference);
    expect(payment.refunds).toHaveLength(11);
    expect(payment.amountRefunded).toBe(1100);
  });

  test.each([
    ['pending', 'pending', 0],
    ['requires_action', 'pending', 0],
    ['failed', 'failed', 0],
    ['canceled', 'failed', 0],
  ])('have a refund that is %s at Stripe as %s', async (theirs, ours, amountRefunded) => {
    const { reference } = await captured();
    await provider.refund(reference, refundOf(`state-${theirs}`, 1000));
    for (const refund of fake.intents.get(reference).refunds) refund.status = theirs;
    expect(await provider.fetch(reference)).toMatchObject({
      amountRefunded,
      refunds: [{ status: ours }],
    });
  });

  test.each([
    ['JPY', 500, '500'],
    ['EUR', 500, '500'],
    ['KWD', 5120, '5120'],
    ['ISK', 500, '50000'],
  ])("in %s convert %i of our minor units to %s of Stripe's", async (currency, amount, theirs) => {
    const payment = await begin('pm_card_visa', { amount, currency });
    expect(payment.amount).toEqual({ amount, currency });
    expect(fake.calls.at(-1)?.form.get('amount')).toBe(theirs);
  });

  test('are rejected when Stripe cannot express the amount', async () => {
    const fils = begin('pm_card_visa', { amount: 5124, currency: 'KWD' });
    await expect(fils).rejects.toMatchObject({
      reason: 'PAYMENT_REJECTED',
      details: { code: 'amount_not_payable' },
    });
  });
});

describe('a call to Stripe', () => {
  test.each([
    ['a broken connection', 'hang-up'],
    ['a server error', stripeError(500, 'api_error')],
    ['too many calls', stripeError(429, 'rate_limit_error')],
    ['a lock timeout', stripeError(429, 'invalid_request_error', { code: 'lock_timeout' })],
    [
      'the same call in progress elsewhere',
      stripeError(409, 'invalid_request_error', { code: 'idempotency_key_in_use' }),
    ],
    ['an invalid API key', stripeError(401, 'invalid_request_error')],
    ['a restricted API key', stripeError(403, 'invalid_request_error')],
  ] as const)('may be repeated after %s', async (_, failure) => {
    const { reference } = await begin('pm_card_visa');
    fake.failNext(failure);
    // The library retries when a kept-alive connection turns out to be closed.
    if (failure === 'hang-up') fake.failNext(failure);
    await expect(provider.capture(reference)).rejects.toMatchObject({
      reason: 'PAYMENT_UNAVAILABLE',
    });
    expect(await provider.capture(reference)).toMatchObject({ status: 'captured' });
  });

  test('does not capture twice when the response was lost', async () => {
    const { reference } = await begin('pm_card_visa');
    fake.intents.capture(fake.intents.get(reference));
    expect(await provider.capture(reference)).toMatchObject({ amountCaptured: 5000 });
  });
});

describe('the webhooks of Stripe', () => {
  const { webhooks } = new Stripe('sk_test_1');
  const bodyOf = (object: object) =>
    JSON.stringify({ id: 'evt_1', object: 'event', type: 'any.type', data: { object } });
  const signed = (payload: string, secret = WEBHOOK_SECRET, timestamp?: number) =>
    webhooks.generateTestHeaderString({ payload, secret, ...(timestamp && { timestamp }) });
  const read = (body: string, signature: string | undefined) =>
    provider.readWebhook(body, (name) => (name === 'stripe-signature' ? signature : undefined));

  test.each([
    [
      { object: 'payment_intent', id: 'pi_1', metadata: { paymentId: 'p-1' } },
      { reference: 'pi_1', paymentId: 'p-1' },
    ],
    [
      { object: 'payment_intent', id: 'pi_1', metadata: {} },
      { reference: 'pi_1', paymentId: null },
    ],
    [{ object: 'charge', id: 'ch_1', payment_intent: 'pi_2' }, { reference: 'pi_2' }],
    [{ object: 'refund', id: 're_1', payment_intent: 'pi_3' }, { reference: 'pi_3' }],
    [
      { object: 'payout', id: 'po_1' },
      { reference: null, paymentId: null },
    ],
  ])('name the payment that they concern: %j', (object, notice) => {
    const body = bodyOf(object);
    expect(read(body, signed(body))).toMatchObject({
      ...{ eventId: 'evt_1', type: 'any.type' },
      ...notice,
    });
  });

  test.each([
    ['charge.dispute.created', true],
    ['charge.dispute.closed', false],
  ])('say that a dispute has begun, once: %s', (type, isDispute) => {
    const object = { object: 'dispute', id: 'du_1', payment_intent: 'pi_4' };
    const body = JSON.stringify({ id: 'evt_2', object: 'event', type, data: { object } });
    expect(read(body, signed(body))).toMatchObject({ reference: 'pi_4', isDispute });
  });

  test('are rejected when they are modified, signed by others, outdated or not JSON', () => {
    const body = bodyOf({ object: 'payout', id: 'po_1' });
    const invalid = expect.objectContaining({ reason: 'WEBHOOK_INVALID' });
    const longAgo = Math.floor(Date.now() / 1000) - 3600;
    const [changed, stranger, old] = [
      `${body} `,
      signed(body, 'whsec_2'),
      signed(body, WEBHOOK_SECRET, longAgo),
    ];
    expect(() => read(changed, signed(body))).toThrow(invalid);
    expect(() => read(body, stranger)).toThrow(invalid);
    expect(() => read(body, old)).toThrow(invalid);
    expect(() => read('no JSON', signed('no JSON'))).toThrow(invalid);
  });

  test.each([
    ['in the future', String(Math.floor(Date.now() / 1000) + 3600)],
    ['that are not a number', 'NaN'],
    ['with a number and other text', `${Math.floor(Date.now() / 1000)}x`],
    ['that are missing', ''],
    ['beyond all clocks', '9'.repeat(40)],
  ])('are rejected with times %s, regardless of the signature', (_, time) => {
    const body = bodyOf({ object: 'payout', id: 'po_1' });
    const digest = createHmac('sha256', WEBHOOK_SECRET).update(`${time}.${body}`).digest('hex');
    const invalid = expect.objectContaining({ reason: 'WEBHOOK_INVALID' });
    expect(() => read(body, `t=${time},v1=${digest}`)).toThrow(invalid);
    const now = Math.floor(Date.now() / 1000);
    expect(() => read(body, `t=${now},t=${time},v1=${digest}`)).toThrow(invalid);
  });

  test.each([
    { id: 7, type: 'any.type', data: { object: {} } },
    { id: { $ne: null }, type: 'any.type', data: { object: {} } },
    { id: '', type: 'any.type', data: { object: {} } },
    { id: 'e'.repeat(256), type: 'any.type', data: { object: {} } },
    { id: 'evt_1', type: ['any.type'], data: { object: {} } },
    { type: 'any.type', data: { object: {} } },
    [],
    null,
  ])('are rejected when they name no event: %j', (event) => {
    const body = JSON.stringify(event);
    const invalid = expect.objectContaining({ reason: 'WEBHOOK_INVALID' });
    expect(() => read(body, signed(body))).toThrow(invalid);
  });

  test.each([
    { id: 'evt_1', type: 'any.type' },
    { id: 'evt_1', type: 'any.type', data: { object: null } },
    { id: 'evt_1', type: 'any.type', data: { object: { object: 'payment_intent', id: 5 } } },
    { id: 'evt_1', type: 'any.type', data: { object: { object: 'charge', payment_intent: [] } } },
  ])('concern no payment when they name none: %j', (event) => {
    const body = JSON.stringify(event);
    const none = { eventId: 'evt_1', reference: null, paymentId: null };
    expect(read(body, signed(body))).toMatchObject(none);
  });
});
