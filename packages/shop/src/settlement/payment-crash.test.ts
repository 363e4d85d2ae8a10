import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { clearFailPoint, FINAL_FAULT, setFailPoint, WRITE_CONFLICT } from '@trastienda/testing';
import { runCount } from '@trastienda/testing/vitest';
import { afterAll, describe, expect, test } from 'vitest';
import { crashMoments, createCrashable } from '../testing/create-crashable.ts';
import {
  type StartedCheckout,
  type TestPayments,
  useTestPayments,
} from '../testing/start-test-payments.ts';
import { VISITOR } from '../testing/start-test-shop.ts';

const fixture = await useTestPayments();
// Webhooks would hide the state that a crashed process leaves.
await fixture.driver.webhooks.setPolicy({ kind: 'drop', delayMs: 0 });

afterAll(async () => {
  expect(await fixture.violations()).toEqual([]);
});

/** Sums what the provider has captured and not refunded, for each payment of a checkout. */
async function takenFor({ checkout }: StartedCheckout): Promise<number[]> {
  const payments = await fixture.driver.list(10_000);
  return payments
    .filter(({ description }) => description.includes(checkout.id))
    .map(({ amountCaptured, refunds }) =>
      refunds
        .filter(({ status }) => status === 'succeeded')
        .reduce((sum, { amount }) => sum - amount, amountCaptured),
    )
    .filter((amount) => amount > 0);
}

async function crashDuring(
  moments: number,
  work: (shop: ReturnType<TestPayments['openProcess']>) => Promise<unknown>,
): Promise<boolean> {
  const crashable = createCrashable(fixture, moments);
  const shop = fixture.openProcess({ database: crashable.database, provider: crashable.provider });
  await work(shop).catch((error: unknown) => {
    if (!crashable.hasCrashed()) throw error;
  });
  return crashable.hasCrashed();
}

const begin = async () => fixture.begin(await fixture.offer({ quantity: 3 }));

describe('a process that crashes', () => {
  test("at any moment of a purchase leaves work that the buyer's repeated calls finish", async () => {
    let deaths = 0;
    const another = await begin();
    for (const moments of crashMoments()) {
      const begun = await begin();
      const { buyer, checkout } = begun;
      const call = { checkoutId: checkout.id, idempotencyKey: fixture.newKey() };
      const buy = async ({ checkout: service }: ReturnType<TestPayments['openProcess']>) => {
        const pay = { ...call, paymentMethod: 'pm_test_approve' };
        await service.pay(buyer, pay, VISITOR);
        return service.complete(buyer, call, VISITOR);
      };
      const hasCrashed = await crashDuring(moments, buy);
      if ((await fixture.orderOf(begun)) !== null) {
        // A call that has had its effect has reserved its key, with or without a response.
        const reused = { ...call, checkoutId: another.checkout.id };
        await expect(fixture.checkout.complete(buyer, reused, VISITOR)).rejects.toMatchObject({
          reason: 'IDEMPOTENCY_KEY_REUSED',
        });
      }
      expect(await buy(fixture)).toMatchObject({ status: 'completed' });
      await fixture.runBackground();
      expect(await fixture.orderOf(begun)).toMatchObject({ status: 'paid' });
      expect(await takenFor(begun)).toEqual([1000]);
      if (!hasCrashed) break;
      deaths += 1;
    }
    // Before and after each transaction and each call of the provider.
    expect(deaths).toBeGreaterThanOrEqual(runCount(4, 12));
  });

  test('at any moment of a purchase leaves work that the worker finishes', async () => {
    for (const moments of crashMoments(1)) {
      const begun = await begin();
      const { buyer, checkout } = begun;
      const call = { checkoutId: checkout.id, idempotencyKey: fixture.newKey() };
      const hasCrashed = await crashDuring(moments, async ({ checkout: service }) => {
        const pay = { ...call, paymentMethod: 'pm_test_approve' };
        await service.pay(buyer, pay, VISITOR);
        await service.complete(buyer, call, VISITOR);
      });
      await fixture.runBackground();
      // There is a captured payment with an order, or neither.
      const order = await fixture.orderOf(begun);
      expect(await takenFor(begun)).toEqual(order === null ? [] : [1000]);
      if (order !== null) expect(order.status).toBe('paid');
      expect(await fixture.available(checkout.lines[0]?.sku ?? '')).toBe(order === null ? 3 : 2);
      if (!hasCrashed) break;
    }
  });

  test('at any moment of a refund results in one refund', async () => {
    for (const moments of crashMoments()) {
      const { order, ...begun } = await fixture.buy(2);
      const what = { kind: 'amount', amount: 700 } as const;
      const input = { orderId: order.id, what, idempotencyKey: fixture.newKey() };
      const hasCrashed = await crashDuring(moments, ({ orderAdmin }) =>
        orderAdmin.refund(input, OPERATOR_ORIGIN),
      );
      if (moments % 2 === 0) await fixture.orderAdmin.refund(input, OPERATOR_ORIGIN);
      await fixture.runBackground();
      const refunded = (await fixture.orderOf(begun))?.refundedAmount ?? 0;
      // Without a repeated call, an uncommitted refund is not made.
      expect(moments % 2 === 0 ? [700] : [0, 700]).toContain(refunded);
      expect(await takenFor(begun)).toEqual([2000 - refunded]);
      if (!hasCrashed) break;
    }
  });
});

describe('a process that crashes while settling units', () => {
  test.for([400, 0])('canceled for %i settles money and stock once', async (amount) => {
    for (const moments of crashMoments(2)) {
      const { order, ...begun } = await fixture.buy(2);
      const sku = order.lines[0]?.sku ?? '';
      const lines = [{ sku, quantity: 2 }];
      const what = { kind: 'lines', lines, restock: true, amount } as const;
      const input = { orderId: order.id, what, idempotencyKey: fixture.newKey() };
      const hasCrashed = await crashDuring(moments, ({ orderAdmin }) =>
        orderAdmin.refund(input, OPERATOR_ORIGIN),
      );
      if (moments % 2 === 0) await fixture.orderAdmin.refund(input, OPERATOR_ORIGIN);
      await fixture.runBackground();
      const after = await fixture.orderOf(begun);
      const isDone = after?.status === 'cancelled';
      // Without a repeated call, an uncommitted change is not made; there is no partial change.
      expect(isDone || moments % 2 === 1).toBe(true);
      expect(after?.status).toBe(isDone ? 'cancelled' : 'paid');
      expect(await fixture.available(sku)).toBe(isDone ? 10 : 8);
      expect(await takenFor(begun)).toEqual([2000 - (isDone ? amount : 0)]);
      if (!hasCrashed) break;
    }
  });

  test('of the rest of a canceled order settles it once', async () => {
    for (const moments of crashMoments(1)) {
      const { order, ...begun } = await fixture.buy(2);
      const about = () => ({ orderId: order.id, idempotencyKey: fixture.newKey() });
      const sku = order.lines[0]?.sku ?? '';
      await fixture.orderAdmin.fulfil(
        { ...about(), lines: [{ sku, quantity: 1 }] },
        OPERATOR_ORIGIN,
      );
      const input = about();
      const hasCrashed = await crashDuring(moments, ({ orderAdmin }) =>
        orderAdmin.cancel(input, OPERATOR_ORIGIN),
      );
      await fixture.orderAdmin.cancel(input, OPERATOR_ORIGIN);
      await fixture.runBackground();
      expect(await fixture.orderOf(begun)).toMatchObject({
        status: 'fulfilled',
        refundedAmount: 1000,
      });
      expect(await fixture.available(sku)).toBe(9);
      expect(await takenFor(begun)).toEqual([1000]);
      if (!hasCrashed) break;
    }
  });
});

describe('a provider that does not respond', () => {
  const away = (names: readonly ('create' | 'capture' | 'refund')[]) => {
    const gone = () => Promise.reject(new Error('no answer'));
    const provider = { ...fixture.provider };
    for (const name of names) provider[name] = gone;
    return fixture.openProcess({ provider });
  };

  test('is asked again later, with increasing delays', async () => {
    const begun = await begin();
    await fixture.pay(begun, 'pm_test_approve');
    const { buyer, checkout } = begun;
    const input = { checkoutId: checkout.id, idempotencyKey: fixture.newKey() };
    const shop = away(['capture']);
    // The order is placed and returned; the payment is captured later.
    expect(await shop.checkout.complete(buyer, input, VISITOR)).toMatchObject({
      status: 'completed',
      payment: { status: 'authorized' },
    });
    const waits: number[] = [];
    for (let look = 0; look < 3; look += 1) {
      const { nextAttemptAt } = await fixture.paymentOf(begun);
      const wait = ((nextAttemptAt?.getTime() ?? 0) - fixture.clock.now().getTime()) / 1000;
      waits.push(wait);
      fixture.advance(wait);
      await shop.background.runOnce();
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBeGreaterThan(waits[0] ?? 0);
    await fixture.runBackground();
    expect(await fixture.orderOf(begun)).toMatchObject({ status: 'paid' });
  });

  test('until the checkout expires is not asked for money afterwards', async () => {
    const begun = await begin();
    const { buyer, checkout } = begun;
    const input = { checkoutId: checkout.id, paymentMethod: 'pm_test_approve' };
    const paying = away(['create']).checkout.pay(
      buyer,
      { ...input, idempotencyKey: fixture.newKey() },
      VISITOR,
    );
    await expect(paying).rejects.toThrow('no answer');
    await fixture.runBackground();
    expect(await fixture.paymentOf(begun)).toMatchObject({ status: 'voided', nextAttemptAt: null });
    expect(await fixture.orderOf(begun)).toBeNull();
    expect(await takenFor(begun)).toEqual([]);
  });
});

describe('a fault of the database', () => {
  test.for([
    ['a write conflict', WRITE_CONFLICT, 0],
    ['a fault that is not retried', FINAL_FAULT, 4],
  ] as const)(
    'in any write (%s) is repaired by repeating the call',
    async ([, fault, first], { skip }) => {
      if (fixture.server.embedded === undefined) {
        return skip('fail points are of the embedded database');
      }
      const { uri } = fixture.server;
      // Some writes of a purchase, and some beyond.
      for (let passed = first; passed < 40; passed += runCount(8, 1)) {
        const begun = await begin();
        const paymentKey = fixture.newKey();
        const key = fixture.newKey();
        const buy = async () => {
          await fixture.pay(begun, 'pm_test_approve', { idempotencyKey: paymentKey });
          return fixture.complete(begun, key);
        };
        await setFailPoint(uri, { fault, skip: passed, times: 1 });
        await buy().catch(() => null);
        await clearFailPoint(uri);
        expect(await buy()).toMatchObject({ status: 'completed' });
        await fixture.runBackground();
        expect(await fixture.orderOf(begun)).toMatchObject({ status: 'paid' });
        expect(await takenFor(begun)).toEqual([1000]);
      }
    },
  );
});
