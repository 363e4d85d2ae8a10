import {
  OPERATOR_ORIGIN,
  ReconcileInput,
  type ReconciliationReport,
} from '@trastienda/shop-contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { useTestPayments } from '../../testing/start-test-payments.ts';

let from: string;

const fixture = await useTestPayments();
await fixture.driver.webhooks.setPolicy({ kind: 'drop', delayMs: 0 });

// Each test reconciles a separate time span.
beforeEach(() => {
  fixture.advance(60);
  from = fixture.clock.now().toISOString();
});

const reconcile = (input: Partial<ReconcileInput> = {}) =>
  fixture.ledger.reconcile(ReconcileInput.parse({ from, ...input }));
const kindsOf = ({ differences }: ReconciliationReport) => differences.map(({ kind }) => kind);

/** Changes a document without the shop. */
const tamper = (collection: string, filter: object, change: object) =>
  fixture.server.withClient(async (client) => {
    const { matchedCount } = await client.db().collection(collection).updateOne(filter, change);
    expect(matchedCount).toBe(1);
  });
const named = (id: string): object => ({ _id: id });

describe('reconciliation', () => {
  test('finds no differences on an ordinary day, and sums the amounts', async () => {
    const { order } = await fixture.buy(3);
    const what = { kind: 'amount', amount: 500 } as const;
    const input = { orderId: order.id, what, idempotencyKey: fixture.newKey() };
    await fixture.orderAdmin.refund(input, OPERATOR_ORIGIN);
    const declined = await fixture.begin(await fixture.offer());
    await fixture.pay(declined, 'pm_test_decline');
    await fixture.pay(declined, 'pm_test_action');
    await fixture.pay(await fixture.begin(await fixture.offer({ amount: 0 })), null);
    const report = await reconcile();
    expect(report).toEqual({
      payments: 4,
      totals: [
        {
          currency: 'EUR',
          provider: { captured: 3000, refunded: 500 },
          ledger: { captured: 3000, refunded: 500 },
          orders: { paid: 3000, refunded: 500 },
        },
      ],
      differences: [],
      nextCursor: null,
    });
  });

  test('schedules the payment of an external refund whose webhook was lost', async () => {
    const { order, payment } = await fixture.buy();
    await fixture.driver.refund(payment.reference ?? '', 400);
    expect(kindsOf(await reconcile())).toContain('refunded-differs');
    await fixture.runBackground();
    const report = await reconcile();
    expect(report.differences).toEqual([]);
    expect(report.totals[0]?.orders.refunded).toBe(400);
    expect(await fixture.violations()).toEqual([]);
    expect((await fixture.orderAdmin.get({ orderId: order.id })).refunded.amount).toBe(400);
  });

  test('pages through a long time span, and reports each payment once', async () => {
    const bought: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      bought.push((await fixture.buy()).order.id);
      await fixture.driver.createElsewhere({ amount: 100, currency: 'EUR' });
      if (index === 1) fixture.advance(1);
    }
    for (const id of bought) await tamper('orders', named(id), { $inc: { paidAmount: 1 } });
    const found: string[] = [];
    let payments = 0;
    let cursor: string | undefined;
    do {
      const page = await reconcile({ limit: 1, ...(cursor && { cursor }) });
      payments += page.payments;
      found.push(...kindsOf(page));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(payments).toBe(3);
    expect(found.filter((kind) => kind === 'order-paid-differs')).toHaveLength(3);
    expect(found.filter((kind) => kind === 'unknown-to-shop')).toHaveLength(3);
  });

  test('reports it once with a provider that filters by whole seconds', async () => {
    await fixture.buy();
    fixture.advance(0.25);
    await fixture.driver.createElsewhere({ amount: 100, currency: 'EUR' });
    await fixture.buy();
    fixture.advance(0.25);
    await fixture.buy();
    const second = 1000;
    const shop = fixture.openProcess({
      provider: {
        ...fixture.provider,
        list: ({ from: start, until }) =>
          fixture.provider.list({
            from: new Date(Math.floor(start.getTime() / second) * second),
            until: new Date(Math.ceil(until.getTime() / second) * second),
          }),
      },
    });
    const first = await shop.ledger.reconcile(ReconcileInput.parse({ from, limit: 2 }));
    const cursor = first.nextCursor ?? undefined;
    const last = await shop.ledger.reconcile(ReconcileInput.parse({ from, limit: 2, cursor }));
    expect(last.nextCursor).toBeNull();
    expect([...kindsOf(first), ...kindsOf(last)]).toEqual(['unknown-to-shop']);
  });

  test('reports payments at the provider that the shop does not know', async () => {
    const { reference } = await fixture.driver.createElsewhere({ amount: 700, currency: 'USD' });
    const { differences, totals } = await reconcile();
    expect(differences).toMatchObject([
      { kind: 'unknown-to-shop', reference, expected: { amount: 700, currency: 'USD' } },
    ]);
    expect(totals).toMatchObject([{ currency: 'USD', provider: { captured: 700 } }]);
  });

  test('reports changes at the provider without a webhook', async () => {
    const { payment } = await fixture.buy();
    await fixture.driver.refund(payment.reference ?? '', 300);
    const { differences } = await reconcile();
    expect(differences).toMatchObject([
      {
        kind: 'refunded-differs',
        paymentId: payment.id,
        expected: { amount: 300 },
        actual: { amount: 0 },
      },
    ]);
    expect(differences[0]?.message).toContain('300');
  });

  test('reports an order without a captured payment', async () => {
    const begun = await fixture.begin(await fixture.offer());
    await fixture.pay(begun, 'pm_test_approve');
    const { reference } = await fixture.paymentOf(begun);
    await fixture.driver.capture(reference ?? '');
    expect(kindsOf(await reconcile())).toEqual(['captured-differs']);
    await fixture.runBackground();
    expect(kindsOf(await reconcile())).toEqual([]);
  });

  test('does not report changes that happen while it reads', async () => {
    const begun = await fixture.begin(await fixture.offer());
    await fixture.pay(begun, 'pm_test_approve');
    let isFirst = true;
    const shop = fixture.openProcess({
      provider: {
        ...fixture.provider,
        async fetch(reference) {
          if (!isFirst) return fixture.provider.fetch(reference);
          isFirst = false;
          await fixture.complete(begun);
          return fixture.provider.fetch(reference);
        },
      },
    });
    expect((await shop.ledger.reconcile(ReconcileInput.parse({ from }))).differences).toEqual([]);
  });

  test.each([
    ['unknown-to-provider', 'payments', { $set: { reference: 'pay_test_gone' } }],
    ['captured-differs', 'payments', { $set: { amountCaptured: 999 } }],
    ['refunded-differs', 'payments', { $set: { amountRefunded: 1 } }],
    ['captured-without-order', 'payments', { $set: { orderId: null } }],
    ['order-paid-differs', 'orders', { $set: { paidAmount: 1 } }],
    ['order-refunded-differs', 'orders', { $set: { refundedAmount: 1 } }],
  ] as const)('names %s when somebody has changed %s', async (kind, collection, change) => {
    const { payment, order } = await fixture.buy();
    await tamper(collection, named(collection === 'orders' ? order.id : payment.id), change);
    const report = await reconcile();
    expect(kindsOf(report)).toContain(kind);
    const found = report.differences.filter((difference) => difference.kind === kind);
    expect(found).toMatchObject([{ paymentId: payment.id }]);
  });

  test.each([
    ['ledger-captured-differs', 'capture:', { $inc: { 'postings.0.amount': -1 } }],
    ['ledger-owed-differs', 'sale:', { $set: { postings: [] } }],
    ['ledger-refunded-differs', 'refund:', { $set: { kind: 'sale' } }],
  ] as const)('names %s when somebody has changed the ledger', async (kind, prefix, change) => {
    const { payment, order } = await fixture.buy();
    const input = { orderId: order.id, idempotencyKey: fixture.newKey() };
    await fixture.orderAdmin.cancel(input, OPERATOR_ORIGIN);
    const entry = { paymentId: payment.id, key: { $regex: `^${prefix}` } };
    await tamper('ledger_entries', entry, change);
    expect(kindsOf(await reconcile())).toEqual([kind]);
  });

  test('fails, rather than report differences, while the provider does not respond', async () => {
    await fixture.buy();
    const fetch = () => Promise.reject(new Error('no answer'));
    const shop = fixture.openProcess({ provider: { ...fixture.provider, fetch } });
    const report = shop.ledger.reconcile(ReconcileInput.parse({ from }));
    await expect(report).rejects.toThrow('no answer');
  });
});

describe('payments and entries for staff', () => {
  test("include a payment without the fields to pay it in the buyer's place", async () => {
    const begun = await fixture.begin(await fixture.offer());
    await fixture.pay(begun, 'pm_test_action');
    const { id } = await fixture.paymentOf(begun);
    const view = await fixture.ledger.payment({ paymentId: id });
    expect(view).toMatchObject({ id, status: 'requires-action', checkoutId: begun.checkout.id });
    expect(JSON.stringify(view)).not.toContain('secret');
    const unknown = fixture.ledger.payment({ paymentId: '0'.repeat(24) });
    await expect(unknown).rejects.toMatchObject({ reason: 'PAYMENT_NOT_FOUND' });
  });

  test('include the entries of an order, newest first, each balanced', async () => {
    const { order, payment } = await fixture.buy(2);
    const input = { orderId: order.id, idempotencyKey: fixture.newKey() };
    await fixture.orderAdmin.cancel(input, OPERATOR_ORIGIN);
    const { items } = await fixture.ledger.list({ orderId: order.id, limit: 10 });
    expect(items.map(({ kind }) => kind)).toEqual(['refund', 'sale', 'capture']);
    for (const { postings } of items) {
      expect(postings.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
    }
    const own = await fixture.ledger.list({ paymentId: payment.id, limit: 10 });
    expect(own.items).toEqual(items);
  });
});
