import { useTestDatabase } from '@trastienda/testing/vitest';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';
import type { SandboxEvent } from './sandbox-payment-document.ts';
import type { SandboxPayment } from './sandbox-payment-store.ts';
import type { SandboxWebhook } from './sandbox-webhook-store.ts';

const { database } = await useTestDatabase(openDatabase);

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));

const payment = (reference: string, more: Partial<SandboxPayment> = {}): SandboxPayment => ({
  ...{ reference, paymentId: null, status: 'authorized', amount: 10, currency: 'EUR' },
  ...{ amountCaptured: 0, refunds: [], paymentMethod: null, description: '', clientSecret: 's' },
  ...{ failure: null, authorizesAt: null, events: [], dueAt: null, revision: 0, createdAt: at(0) },
  ...more,
});

const event = (id: string): SandboxEvent => ({ id, type: 'payment.captured', at: at(1) });

const webhook = (id: string, more: Partial<SandboxWebhook> = {}): SandboxWebhook => ({
  ...{ id, eventId: id, type: 'payment.captured', reference: 'r', paymentId: null },
  ...{ state: 'waiting', dueAt: at(0), leaseId: null, attempts: 0, lastError: null, at: at(0) },
  expiresAt: new Date(Date.now() + 3_600_000),
  ...more,
});

describe('payments of the sandbox', () => {
  test('are created once: later calls return the existing one', async () => {
    const { sandboxPayments } = database;
    const begun = await Promise.all(
      [1, 2, 3].map((amount) => sandboxPayments.insert(payment('once', { amount }))),
    );
    expect(new Set(begun.map(({ amount }) => amount)).size).toBe(1);
    expect(await sandboxPayments.find('once')).toEqual(begun[0]);
  });

  test('accept one of several concurrent changes of the same state', async () => {
    const { sandboxPayments } = database;
    const before = await sandboxPayments.insert(payment('changed'));
    const changes = await Promise.all(
      [1, 2, 3].map((amountCaptured) =>
        sandboxPayments.update(before, { amountCaptured }, event(`e-${amountCaptured}`)),
      ),
    );
    const made = changes.filter((change) => change !== null);
    expect(made).toHaveLength(1);
    expect(await sandboxPayments.find('changed')).toEqual(made[0]);
  });

  test('are due until their events are cleared, which ignores those that have changed since', async () => {
    const { sandboxPayments } = database;
    const [first, second] = [
      await sandboxPayments.insert(payment('cleared', { authorizesAt: at(300) })),
      await sandboxPayments.insert(payment('kept')),
    ];
    const due = await Promise.all([
      sandboxPayments.update(first, { amountCaptured: 1 }, event('e-1')),
      sandboxPayments.update(second, { amountCaptured: 2 }, event('e-2')),
    ]);
    const read = due.filter((each) => each !== null);
    expect(read.map(({ dueAt }) => dueAt)).toEqual([at(1), at(1)]);
    await sandboxPayments.update({ ...second, revision: 1 }, { amountCaptured: 3 }, event('e-3'));
    expect(await sandboxPayments.clearEvents(read)).toBe(false);
    expect(await sandboxPayments.find('cleared')).toMatchObject({ events: [], dueAt: at(300) });
    const kept = await sandboxPayments.find('kept');
    expect(kept?.events.map(({ id }) => id)).toEqual(['e-2', 'e-3']);
    expect(await sandboxPayments.clearEvents(kept === null ? [] : [kept])).toBe(true);
    expect(await sandboxPayments.find('kept')).toMatchObject({ events: [], dueAt: null });
  });

  test('are listed by time in pages', async () => {
    const { sandboxPayments } = database;
    const references = ['t-1', 't-2', 't-3', 't-4'];
    for (const [index, reference] of references.entries()) {
      // Two of each second.
      await sandboxPayments.insert(
        payment(reference, { createdAt: at(100 + Math.floor(index / 2)) }),
      );
    }
    const span = { from: at(100), until: at(102) };
    const listed: string[] = [];
    let after: SandboxPayment | null = null;
    do {
      const page: SandboxPayment[] = await sandboxPayments.listSpan(span, { limit: 1, after });
      listed.push(...page.map(({ reference }) => reference));
      after = page[0] ?? null;
    } while (after !== null);
    expect(listed).toEqual(references);
  });

  test('stay when a transaction of the shop is rolled back', async () => {
    const failing = database.transaction(async () => {
      await database.sandboxPayments.insert(payment('outside'));
      await database.sandboxWebhooks.enqueue([webhook('outside', { dueAt: null })]);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await database.sandboxPayments.find('outside')).not.toBeNull();
    expect(await database.sandboxWebhooks.find('outside')).not.toBeNull();
  });
});

describe('webhooks of the sandbox', () => {
  test('are each leased by one of many senders, and again when the lease has ended', async () => {
    const { sandboxWebhooks } = database;
    await sandboxWebhooks.enqueue([webhook('a'), webhook('b')]);
    // Those that exist stay as they are, wherever they stand among the others.
    const another = { type: 'another' };
    await sandboxWebhooks.enqueue([webhook('a', another), webhook('c'), webhook('b', another)]);
    const lease = (now: Date) => sandboxWebhooks.lease(now, at(60));
    const taken = await Promise.all([1, 2, 3, 4].map(() => lease(at(1))));
    expect(taken.map((one) => one?.id).sort()).toEqual(['a', 'b', 'c', undefined]);
    expect(taken.find((one) => one?.id === 'a')?.type).toBe('payment.captured');
    const again = await lease(at(60));
    expect(again).toMatchObject({ attempts: 2 });
    const first = taken.find((one) => one?.id === again?.id);
    const delivered = { state: 'delivered', dueAt: null, lastError: null } as const;
    if (!first || again === null) throw new Error('Nothing was taken twice.');
    expect(await sandboxWebhooks.settle(first, delivered)).toBe(false);
    expect(await sandboxWebhooks.settle(again, delivered)).toBe(true);
  });

  test('follow the policy that was set last, and are sent until one is set', async () => {
    const { sandboxWebhooks } = database;
    expect(await sandboxWebhooks.policy()).toEqual({ kind: 'send', delayMs: 0 });
    await sandboxWebhooks.setPolicy({ kind: 'delay', delayMs: 5 });
    await sandboxWebhooks.setPolicy({ kind: 'drop', delayMs: 0 });
    expect(await sandboxWebhooks.policy()).toEqual({ kind: 'drop', delayMs: 0 });
  });
});
