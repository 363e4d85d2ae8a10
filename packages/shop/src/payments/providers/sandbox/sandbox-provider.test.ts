import { systemClock } from '@trastienda/base';
import { runCallBefore } from '@trastienda/mongo';
import { openDatabase } from '@trastienda/shop-db';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { describe, expect, test } from 'vitest';
import type { ProviderNotice } from '../../payment-provider.ts';
import { describeProvider } from '../testing/provider-conformance.ts';
import { createSandboxProvider } from './create-sandbox-provider.ts';
import type { SignedWebhook } from './jobs/send-webhooks.ts';

let skewMs = 0;
const clock = { now: () => new Date(systemClock.now().getTime() + skewMs) };

const { database } = await useTestDatabase(openDatabase);
const fixture = createSandboxProvider({ database, clock, webhookSecret: 'secret' });

describeProvider('test', () => ({
  provider: fixture.provider,
  approved: 'pm_test_approve',
  declined: 'pm_test_decline',
  approve: async (reference) => void (await fixture.driver.approve(reference)),
  expire: async (reference) => void (await fixture.driver.expire(reference)),
}));

test('a call after its deadline fails by the deadline, not by an unavailable provider', async () => {
  const deadline = { totalMs: 5, remainingMs: () => 0 };
  const late = runCallBefore({ type: 'mutation', deadline }, () => begin('pm_test_approve'));
  await expect(late).rejects.toMatchObject({ reason: 'DEADLINE_EXCEEDED' });
});

let count = 0;
async function begin(paymentMethod: string | null): Promise<string> {
  count += 1;
  const amount = { amount: 1000, currency: 'EUR' };
  const about = { begunAt: clock.now(), amount, paymentMethod, description: 'Order' };
  const input = { paymentId: `p-${count}`, ...about };
  return (await fixture.provider.create(input)).reference;
}

const statusOf = async (reference: string) => (await fixture.provider.fetch(reference)).status;

/** A shop that receives webhooks and rejects the first `rejections` of them. */
function shop(rejections = 0) {
  const notices: ProviderNotice[] = [];
  let left = rejections;
  const deliver = async ({ body, headers }: SignedWebhook) => {
    if (left > 0) {
      left -= 1;
      throw new Error('no');
    }
    notices.push(fixture.provider.readWebhook(body, (name) => headers[name]));
  };
  const of = (reference: string) => notices.filter((notice) => notice.reference === reference);
  return { deliver, of };
}

test('a change by another process since the last read is respected', async () => {
  const other = createSandboxProvider({ database, clock, webhookSecret: 'secret' });
  const reference = await begin('pm_test_approve');
  await fixture.provider.fetch(reference);
  await other.provider.capture(reference);
  expect(await fixture.provider.capture(reference)).toMatchObject({ amountCaptured: 1000 });
  const amount = (minorUnits: number) => ({ amount: minorUnits, currency: 'EUR' });
  await other.provider.refund(reference, { refundId: 'r-1', amount: amount(600) });
  const more = { refundId: 'r-2', amount: amount(500) };
  const refused = fixture.provider.refund(reference, more);
  await expect(refused).rejects.toMatchObject({ reason: 'PAYMENT_REJECTED' });
  const rest = { refundId: 'r-3', amount: amount(400) };
  expect(await fixture.provider.refund(reference, rest)).toMatchObject({ amountRefunded: 1000 });
});

describe('the sandbox driver', () => {
  test('declines a waiting payment, which is retried and approved', async () => {
    const reference = await begin('pm_test_action');
    await fixture.driver.decline(reference);
    expect(await fixture.provider.fetch(reference)).toMatchObject({
      status: 'requires-action',
      failure: { code: 'card_declined' },
    });
    await fixture.driver.requireAction(reference);
    await fixture.driver.approve(reference);
    expect(await fixture.provider.fetch(reference)).toMatchObject({
      status: 'authorized',
      failure: null,
    });
  });

  test('authorizes a processing payment after its delay, or earlier on demand', async () => {
    const [slow, sooner] = [await begin('pm_test_delay_60000'), await begin('pm_test_delay_60000')];
    expect(await statusOf(slow)).toBe('processing');
    await fixture.driver.approve(sooner);
    expect(await statusOf(sooner)).toBe('authorized');
    skewMs += 60_001;
    expect(await statusOf(slow)).toBe('authorized');
    await fixture.driver.approve(slow);
    expect(await statusOf(slow)).toBe('authorized');
  });

  test('cannot change a finished payment', async () => {
    const reference = await begin('pm_test_action');
    await fixture.driver.fail(reference);
    for (const step of ['approve', 'decline', 'requireAction'] as const) {
      await expect(fixture.driver[step](reference)).rejects.toMatchObject({
        reason: 'PAYMENT_REJECTED',
      });
    }
    expect(await statusOf(reference)).toBe('failed');
  });

  test('keeps a refund pending until it is settled; a failed one may be repeated', async () => {
    const reference = await begin('pm_test_refund_pending');
    await fixture.provider.capture(reference);
    const all = { amount: 1000, currency: 'EUR' };
    const first = await fixture.provider.refund(reference, { refundId: 'r-1', amount: all });
    expect(first).toMatchObject({ amountRefunded: 0, refunds: [{ status: 'pending' }] });
    const again = fixture.provider.refund(reference, { refundId: 'r-2', amount: all });
    await expect(again).rejects.toMatchObject({ reason: 'PAYMENT_REJECTED' });
    await fixture.driver.settleRefund(reference, first.refunds[0]?.reference ?? '', 'failed');
    await fixture.provider.refund(reference, { refundId: 'r-2', amount: all });
    const second = (await fixture.provider.fetch(reference)).refunds[1];
    await fixture.driver.settleRefund(reference, second?.reference ?? '', 'succeeded');
    expect(await fixture.provider.fetch(reference)).toMatchObject({ amountRefunded: 1000 });
  });

  test('refunds at the provider, and creates payments without a shop id', async () => {
    const { reference } = await fixture.driver.createElsewhere({ amount: 700, currency: 'EUR' });
    await fixture.driver.refund(reference, 300);
    expect(await fixture.provider.fetch(reference)).toMatchObject({
      paymentId: null,
      status: 'captured',
      amountRefunded: 300,
      refunds: [{ refundId: null, amount: 300 }],
    });
  });

  test('does not join a transaction of the shop that fails', async () => {
    const failing = database.transaction(async () => {
      await fixture.provider.create({
        paymentId: 'in-transaction',
        begunAt: clock.now(),
        amount: { amount: 1, currency: 'EUR' },
        paymentMethod: null,
        description: '',
      });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await statusOf('pay_test_in-transaction')).toBe('requires-action');
  });

  test('rejects an unknown payment method', async () => {
    await expect(begin('pm_test_gold')).rejects.toMatchObject({ reason: 'PAYMENT_REJECTED' });
  });
});

describe('the webhooks of the sandbox', () => {
  test('report every change, signed, and are resent until they are accepted', async () => {
    const { deliver, of } = shop(1);
    await fixture.sender.sendDue(shop().deliver);
    const reference = await begin('pm_test_approve');
    await fixture.provider.capture(reference);
    expect(await fixture.sender.sendDue(deliver)).toBe(1);
    expect(await fixture.sender.sendDue(deliver)).toBe(0);
    skewMs += 60_000;
    expect(await fixture.sender.sendDue(deliver)).toBe(1);
    expect(
      of(reference)
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['payment.authorized', 'payment.captured']);
    expect(await fixture.sender.sendDue(deliver)).toBe(0);
  });

  test.each([
    ['drop', 0],
    ['duplicate', 2],
    ['hold', 0],
    ['delay', 0],
  ] as const)('under the policy %s come %i times at first', async (kind, times) => {
    const { deliver, of } = shop();
    await fixture.driver.webhooks.setPolicy({ kind, delayMs: 5000 });
    const reference = await begin('pm_test_approve');
    await fixture.sender.sendDue(deliver);
    const notices = of(reference);
    expect(notices).toHaveLength(times);
    expect(new Set(notices.map(({ eventId }) => eventId)).size).toBe(Math.min(times, 1));
    await fixture.driver.webhooks.setPolicy({ kind: 'send', delayMs: 0 });
    skewMs += 5000;
    await fixture.sender.sendDue(deliver);
    expect(of(reference)).toHaveLength(kind === 'delay' ? 1 : times);
  });

  test('arrive in the order in which the driver sends them, and again on demand', async () => {
    const { deliver, of } = shop();
    await fixture.driver.webhooks.setPolicy({ kind: 'hold', delayMs: 0 });
    const reference = await begin('pm_test_approve');
    await fixture.provider.capture(reference);
    const held = (await fixture.driver.webhooks.list()).filter(
      (one) => one.reference === reference,
    );
    await fixture.driver.webhooks.setPolicy({ kind: 'send', delayMs: 0 });
    const captured = held.find(({ type }) => type === 'payment.captured');
    const authorized = held.find(({ type }) => type === 'payment.authorized');
    await fixture.driver.webhooks.send(captured?.id ?? '');
    await fixture.sender.sendDue(deliver);
    await fixture.driver.webhooks.send(authorized?.id ?? '');
    await fixture.driver.webhooks.duplicate(captured?.id ?? '');
    await fixture.sender.sendDue(deliver);
    expect(of(reference).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['payment.captured', 'payment.authorized', 'payment.captured']),
    );
    expect(of(reference)[0]?.type).toBe('payment.captured');
    expect(of(reference)).toHaveLength(3);
  });

  test('are rejected with another body, another secret, or an old signature', async () => {
    const { deliver } = shop();
    await fixture.sender.sendDue(deliver);
    await begin('pm_test_approve');
    let sent: SignedWebhook | undefined;
    await fixture.sender.sendDue(async (webhook) => {
      sent = webhook;
    });
    const { body = '', headers = {} } = sent ?? {};
    const header = (name: string) => headers[name];
    const invalid = expect.objectContaining({ reason: 'WEBHOOK_INVALID' });
    expect(fixture.provider.readWebhook(body, header).paymentId).toBe(`p-${count}`);
    const { provider: stranger } = createSandboxProvider({
      database,
      clock,
      webhookSecret: 'other',
    });
    expect(() => stranger.readWebhook(body, header)).toThrow(invalid);
    expect(() => fixture.provider.readWebhook(`${body} `, header)).toThrow(invalid);
    skewMs += 301_000;
    expect(() => fixture.provider.readWebhook(body, header)).toThrow(invalid);
  });

  test('are sent in the background as soon as something happens', async () => {
    const { deliver, of } = shop();
    const errors: unknown[] = [];
    const other = createSandboxProvider({
      ...{ database, clock, webhookSecret: 'secret' },
      onFault: (error) => errors.push(error),
    });
    other.sender.start(deliver);
    const amount = { amount: 5, currency: 'EUR' };
    const input = { begunAt: clock.now(), amount, description: '' };
    const payment = await other.provider.create({
      ...{ ...input, paymentId: 'background', paymentMethod: 'pm_test_delay_0' },
    });
    await expect
      .poll(() => of(payment.reference).map(({ type }) => type))
      .toEqual(expect.arrayContaining(['payment.processing', 'payment.authorized']));
    await other.sender.stop();
    expect(errors).toEqual([]);
  });

  test('are sent although a batch of payments before them cannot be authorized', async () => {
    const { deliver, of } = shop();
    await fixture.sender.sendDue(shop().deliver);
    const stuck = new Set<string>();
    while (stuck.size < 50) stuck.add(await begin('pm_test_delay_600000'));
    await fixture.sender.sendDue(shop().deliver);
    skewMs += 600_001;
    const reference = await begin('pm_test_approve');
    const faults: unknown[] = [];
    const failing = createSandboxProvider({
      ...{ clock, webhookSecret: 'secret' },
      database: {
        ...database,
        sandboxPayments: {
          ...database.sandboxPayments,
          update: (before, ...change) =>
            stuck.has(before.reference)
              ? Promise.reject(new Error(before.reference))
              : database.sandboxPayments.update(before, ...change),
        },
      },
      onFault: (error) => faults.push(error),
    });
    expect(await failing.sender.sendDue(deliver)).toBe(1);
    expect(of(reference).map(({ type }) => type)).toEqual(['payment.authorized']);
    expect(faults.map(String)).toEqual(
      expect.arrayContaining([...stuck].map((one) => `Error: ${one}`)),
    );
    expect(await fixture.sender.sendDue(deliver)).toBe(50);
    for (const one of stuck) expect(of(one)).toMatchObject([{ type: 'payment.authorized' }]);
  });

  test('that are not accepted in time are aborted by a later stop, while an earlier one waits', async () => {
    await begin('pm_test_approve');
    const outcomes: string[] = [];
    const other = createSandboxProvider({
      ...{ database, clock, webhookSecret: 'secret' },
      onFault: (error) => outcomes.push(String(error)),
    });
    other.sender.start(
      (_, signal) =>
        new Promise((_, reject) => {
          outcomes.push('sent');
          signal.addEventListener('abort', () => {
            outcomes.push('aborted');
            reject(signal.reason);
          });
        }),
    );
    await expect.poll(() => outcomes).toContain('sent');
    const stopping = other.sender.stop();
    await other.sender.stop(20);
    const sent = outcomes.filter((outcome) => outcome === 'sent');
    expect(outcomes).toEqual([...sent, ...sent.map(() => 'aborted')]);
    await stopping;
  });

  test('each report the failure when the database fails, and the sender keeps running', async () => {
    await begin('pm_test_approve');
    const { sandboxPayments, sandboxWebhooks, leases } = database;
    const errors: unknown[] = [];
    let isHeld = false;
    const failing = createSandboxProvider({
      ...{ clock, webhookSecret: 'secret' },
      database: {
        sandboxPayments,
        leases,
        sandboxWebhooks: {
          ...sandboxWebhooks,
          async lease(now, leaseUntil) {
            if (isHeld) throw new Error('lease');
            const leased = await sandboxWebhooks.lease(now, leaseUntil);
            isHeld = leased !== null;
            return leased;
          },
          settle: () => Promise.reject(new Error('settle')),
        },
      },
      onFault: (error) => errors.push(error),
    });
    failing.sender.start(shop().deliver);
    await expect
      .poll(() => errors.map(String))
      .toEqual(expect.arrayContaining(['Error: settle', 'Error: lease']));
    await failing.sender.stop();
  });
});
