import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';
import { newPayment } from '../testing/new-payment.ts';
import type { PaymentState } from './payment-store.ts';

const { server, database } = await useTestDatabase(openDatabase);
const { payments } = database;

beforeEach(() => server.clear());

const NOW = new Date('2100-01-01T00:00:00.000Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const CHECKOUT = '1'.repeat(24);

async function insert(overrides: Partial<PaymentState> = {}): Promise<PaymentState> {
  const payment = newPayment({ checkoutId: CHECKOUT, ...overrides });
  await payments.insert(payment);
  return payment;
}

describe('a payment', () => {
  test('is read as it was written, by each of its ids', async () => {
    const payment = await insert({
      failure: { code: 'card_declined', message: '' },
      refunds: [
        {
          id: '2'.repeat(24),
          amount: 30,
          status: 'pending',
          reference: null,
          reason: 'too small',
          lines: [{ sku: 'A', quantity: 1, amount: 30, tax: 5 }],
          split: { sales: 25, shipping: 0, tax: 5 },
          createdAt: NOW,
        },
      ],
    });
    const { id, reference } = payment;
    expect(await payments.find(id)).toEqual(payment);
    expect(await payments.findByRequestKey(payment.requestKey)).toEqual(payment);
    const known = { id, reference };
    const byName = { references: [reference ?? '', 'pay_other'], ids: [] };
    expect(await payments.findKnown('test', byName)).toEqual([known]);
    expect(await payments.findKnown('stripe', byName)).toEqual([]);
    expect(await payments.findKnown('stripe', { references: [], ids: [id] })).toEqual([known]);
  });

  test('is not overwritten with outdated state', async () => {
    const payment = await insert();
    expect(await payments.update(payment, { status: 'authorized' }, 1, later(1))).toMatchObject({
      status: 'authorized',
      eventSequence: 2,
      updatedAt: later(1),
    });
    expect(await payments.update(payment, { status: 'voided' }, 1, later(2))).toBeNull();
    expect(await payments.find(payment.id)).toMatchObject({ status: 'authorized' });
  });

  test.each<[string, (payment: PaymentState) => Promise<unknown>]>([
    ['a change without an event', (payment) => payments.update(payment, { attempts: 1 }, 0, NOW)],
    ['the end of its checkout', () => payments.scheduleNow(CHECKOUT, later(1))],
    [
      'a notification of the provider',
      ({ id }) => payments.schedule('sandbox', { id, reference: null }, NOW),
    ],
    ['a lease by a worker', () => payments.lease(NOW, later(60))],
    [
      'a postponement by a worker',
      (payment) => payments.postpone(payment, { nextAttemptAt: later(60), attempts: 1 }),
    ],
    ['an earlier next attempt', ({ id }) => payments.bringForward(id, later(-1))],
  ])('is not overwritten after %s', async (_, write) => {
    const payment = await insert({ provider: 'sandbox' });
    await write(payment);
    expect(await payments.find(payment.id)).toMatchObject({ revision: 1 });
    expect(await payments.update(payment, { status: 'voided' }, 1, later(2))).toBeNull();
  });

  test('is unique per call and per provider reference', async () => {
    const { requestKey, reference } = await insert();
    await expect(insert({ requestKey })).rejects.toThrow();
    await expect(insert({ reference })).rejects.toThrow();
    await insert({ reference: null });
    await insert({ reference: null });
    await insert({ reference, provider: 'stripe' });
  });
});

describe('a payment that is due', () => {
  test('is leased by one of many workers, the longest due first', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      ids.push((await insert({ nextAttemptAt: later(-10 - index) })).id);
    }
    await insert({ nextAttemptAt: later(1) });
    await insert({ nextAttemptAt: null });
    expect(await payments.lease(NOW, later(60))).toMatchObject({ id: ids[4], attempts: 1 });
    const leased = await Promise.all([1, 2, 3, 4, 5, 6].map(() => payments.lease(NOW, later(60))));
    const rest = leased.flatMap((payment) => (payment === null ? [] : [payment.id]));
    expect(rest.toSorted()).toEqual(ids.slice(0, 4).toSorted());
    expect(await payments.lease(later(0.5), later(60))).toBeNull();
    expect(await payments.lease(later(61), later(120))).not.toBeNull();
  });

  /** Leases a new payment, whose earlier attempts are counted. */
  async function lease(attempts = 0): Promise<PaymentState> {
    await insert({ attempts });
    const leased = await payments.lease(NOW, later(60));
    if (leased === null) throw new Error('nothing was due');
    return leased;
  }

  test('is not postponed after a notification has arrived meanwhile', async () => {
    const leased = await lease(3);
    const { id } = leased;
    expect(await payments.schedule('test', { id, reference: null }, later(1))).toBe(id);
    await payments.postpone(leased, { nextAttemptAt: later(600), attempts: 4 });
    expect(await payments.find(id)).toMatchObject({
      nextAttemptAt: later(1),
      notifications: 1,
      attempts: 0,
    });
    const again = await payments.lease(later(1), later(61));
    if (again === null) throw new Error('nothing was due');
    await payments.postpone(again, { nextAttemptAt: later(600), attempts: 1 });
    expect(await payments.find(id)).toMatchObject({ nextAttemptAt: later(600), attempts: 1 });
  });

  test('is postponed with the attempts that count', async () => {
    const leased = await lease(3);
    await payments.postpone(leased, { nextAttemptAt: later(1), attempts: 3 });
    expect(await payments.find(leased.id)).toMatchObject({ nextAttemptAt: later(1), attempts: 3 });
  });

  test.each([
    ['a later time', later(120), later(5)],
    ['an earlier time', later(2), later(2)],
    ['none, as it is settled', null, null],
  ])(
    'is due in time if its attempt is not completed after another process has set %s',
    async (_, set, due) => {
      const leased = await lease();
      await payments.update(leased, { nextAttemptAt: set }, 0, NOW);
      await payments.postpone(leased, { nextAttemptAt: later(5), attempts: 1 });
      expect(await payments.find(leased.id)).toMatchObject({ nextAttemptAt: due });
    },
  );

  test.each([
    ['a later time', later(120), later(5)],
    ['an earlier time', later(2), later(2)],
    ['none', null, null],
  ])('is brought forward from %s', async (_, nextAttemptAt, due) => {
    const { id } = await insert({ nextAttemptAt });
    await payments.bringForward(id, later(5));
    expect(await payments.find(id)).toMatchObject({ nextAttemptAt: due });
  });

  test('is also brought forward when its attempts count from zero again', async () => {
    const leased = await lease(3);
    await payments.update(leased, { attempts: 0, nextAttemptAt: later(60) }, 0, NOW);
    await payments.postpone(leased, { nextAttemptAt: later(1), attempts: 3 });
    expect(await payments.find(leased.id)).toMatchObject({ nextAttemptAt: later(1), attempts: 0 });
  });

  test('are the unsettled ones of a checkout', async () => {
    const open = await insert({ nextAttemptAt: null });
    const settled = await insert({ nextAttemptAt: null, status: 'captured' });
    const other = await insert({ nextAttemptAt: null, checkoutId: '3'.repeat(24) });
    await payments.scheduleNow(CHECKOUT, later(5));
    expect(await payments.find(open.id)).toMatchObject({
      nextAttemptAt: later(5),
      notifications: 1,
    });
    expect(await payments.find(settled.id)).toEqual(settled);
    expect(await payments.find(other.id)).toEqual(other);
  });
});

describe('a notification of a payment', () => {
  test("finds it by the provider's id or by ours, and stores the provider's id", async () => {
    const known = await insert();
    const unanswered = await insert({ reference: null });
    const by = (id: string | null, reference: string | null) =>
      payments.schedule('test', { id, reference }, NOW);
    expect(await by(null, known.reference)).toBe(known.id);
    expect(await by(unanswered.id, 'pay_new')).toBe(unanswered.id);
    expect(await payments.find(unanswered.id)).toMatchObject({ reference: 'pay_new' });
    expect(await by(known.id, 'pay_of_somebody_else')).toBeNull();
    expect(await by(null, null)).toBeNull();
    expect(await payments.schedule('stripe', { id: known.id, reference: null }, NOW)).toBeNull();
  });
});

describe('a time span', () => {
  test('is read in order in pages, and the spans of the pages cover the whole', async () => {
    const ids: string[] = [];
    for (const seconds of [0, 1, 1, 1, 2])
      ids.push((await insert({ createdAt: later(seconds) })).id);
    await insert({ createdAt: later(3) });
    const span = { from: NOW, until: later(3) };
    const listed: string[] = [];
    let end = NOW;
    let cursor: string | null | undefined;
    do {
      const page = await payments.listSpan(span, { limit: 2, ...(cursor && { cursor }) });
      listed.push(...page.payments.map(({ id }) => id));
      expect(page.covered.from).toEqual(end);
      end = page.covered.until;
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(listed).toEqual(ids);
    expect(end).toEqual(later(3));
    for (const forged of ['audit\nx', 'payments\nnever x']) {
      const others = Buffer.from(forged).toString('base64url');
      const refused = payments.listSpan(span, { limit: 2, cursor: others });
      await expect(refused).rejects.toMatchObject({ reason: 'CURSOR_INVALID' });
    }
  });

  test('are none before their span, whose list continues one of an earlier span', async () => {
    for (const seconds of [1, 2, 3, 4]) await insert({ createdAt: later(seconds) });
    const until = later(9);
    const { nextCursor } = await payments.listSpan({ from: NOW, until }, { limit: 1 });
    const span = { from: later(3), until };
    const page = await payments.listSpan(span, { limit: 9, cursor: nextCursor ?? '' });
    expect(page.payments.map(({ createdAt }) => createdAt)).toEqual([later(3), later(4)]);
    expect(page.covered).toEqual(span);
  });
});

test('no read of payments examines other documents than it returns', async ({ skip }) => {
  const { embedded } = server;
  if (embedded === undefined) return skip('only the embedded database counts what it reads');
  for (let index = 0; index < 20; index += 1) {
    await insert({
      nextAttemptAt: index < 10 ? null : later(index),
      checkoutId: `${index}`.padEnd(24, '0'),
    });
  }
  const payment = await insert({ createdAt: later(100), nextAttemptAt: later(-1) });
  const { id, reference, requestKey } = payment;
  const span = { from: later(50), until: later(200) };
  const reads: Readonly<Record<string, () => Promise<unknown>>> = {
    findByRequestKey: () => payments.findByRequestKey(requestKey),
    findKnown: () => payments.findKnown('test', { references: [reference ?? ''], ids: [] }),
    schedule: () => payments.schedule('test', { id: null, reference }, later(-1)),
    lease: () => payments.lease(NOW, later(60)),
    scheduleNow: () => payments.scheduleNow(CHECKOUT, NOW),
    listSpan: () => payments.listSpan(span, { limit: 5 }),
  };
  for (const [name, read] of Object.entries(reads)) {
    const { docsExamined, collectionScans, inMemorySorts } = await workOf(embedded, read);
    const work = { name, docsExamined, collectionScans, inMemorySorts };
    expect(work).toEqual({ name, docsExamined: 1, collectionScans: [], inMemorySorts: 0 });
  }
  expect(await payments.find(id)).not.toBeNull();
});

describe('a webhook', () => {
  const event = {
    provider: 'test',
    eventId: 'evt_1',
    type: 'payment.authorized',
    paymentId: null,
    receivedAt: NOW,
    expiresAt: later(60),
  };

  test('is recognized once it was stored, and not stored again', async () => {
    const { webhookEvents } = database;
    expect(await webhookEvents.isKnown('test', 'evt_1')).toBe(false);
    await webhookEvents.insert(event);
    expect(await webhookEvents.isKnown('test', 'evt_1')).toBe(true);
    expect(await webhookEvents.isKnown('stripe', 'evt_1')).toBe(false);
    await expect(webhookEvents.insert(event)).rejects.toThrow();
  });

  test('is removed by the server after its retention', async () => {
    await server.withClient(async (client) => {
      const indexes = await client.db().collection('webhook_events').indexes();
      const expiring = indexes.filter((index) => index.expireAfterSeconds !== undefined);
      expect(expiring).toMatchObject([{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }]);
    });
  });
});
