import { OPERATOR_ORIGIN } from '@trastienda/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { createCrashable } from '../testing/create-crashable.ts';
import { type Begun, type TestPayments, useTestPayments } from '../testing/start-test-payments.ts';
import { VISITOR } from '../testing/start-test-shop.ts';

const test = await useTestPayments();
// Webhooks would hide what a process that died has left behind.
await test.driver.webhooks.setPolicy({ kind: 'drop', delayMs: 0 });

afterAll(async () => {
  expect(await test.violations()).toEqual([]);
});

/** All that the provider has taken and not given back for a checkout, over all of its payments. */
async function takenFor({ checkout }: Begun): Promise<number[]> {
  const payments = await test.driver.list(10_000);
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
  work: (shop: ReturnType<TestPayments['another']>) => Promise<unknown>,
): Promise<boolean> {
  const crashable = createCrashable(test, moments);
  const shop = test.another({ database: crashable.database, provider: crashable.provider });
  await work(shop).catch((error: unknown) => {
    if (!crashable.hasCrashed()) throw error;
  });
  return crashable.hasCrashed();
}

const begin = async () => test.begin(await test.offer({ quantity: 3 }));

describe('a process that dies', () => {
  it('at any moment of a purchase leaves what its buyer’s repeated calls finish', async () => {
    let deaths = 0;
    const another = await begin();
    for (let moments = 0; ; moments += 1) {
      const begun = await begin();
      const { buyer, checkout } = begun;
      const call = { checkoutId: checkout.id, idempotencyKey: test.newKey() };
      const buy = async ({ checkout: service }: ReturnType<TestPayments['another']>) => {
        const pay = { ...call, paymentMethod: 'pm_test_approve' };
        await service.pay(buyer, pay, VISITOR);
        return service.complete(buyer, call, VISITOR);
      };
      const hasCrashed = await crashDuring(moments, buy);
      if ((await test.orderOf(begun)) !== null) {
        // What has had its effect has its key, whether anybody has heard of it or not.
        const reused = { ...call, checkoutId: another.checkout.id };
        await expect(test.checkout.complete(buyer, reused, VISITOR)).rejects.toMatchObject({
          reason: 'IDEMPOTENCY_KEY_REUSED',
        });
      }
      expect(await buy(test)).toMatchObject({ status: 'completed' });
      await test.leaveAlone();
      expect(await test.orderOf(begun)).toMatchObject({ status: 'paid' });
      expect(await takenFor(begun)).toEqual([1000]);
      if (!hasCrashed) break;
      deaths += 1;
    }
    // Before and after each transaction and each call of the provider.
    expect(deaths).toBeGreaterThanOrEqual(12);
  });

  it('at any moment of a purchase leaves what the shop finishes by itself', async () => {
    for (let moments = 0; ; moments += 1) {
      const begun = await begin();
      const { buyer, checkout } = begun;
      const call = { checkoutId: checkout.id, idempotencyKey: test.newKey() };
      const hasCrashed = await crashDuring(moments, async ({ checkout: service }) => {
        const pay = { ...call, paymentMethod: 'pm_test_approve' };
        await service.pay(buyer, pay, VISITOR);
        await service.complete(buyer, call, VISITOR);
      });
      await test.leaveAlone();
      // Money was taken for an order, or there is neither.
      const order = await test.orderOf(begun);
      expect(await takenFor(begun)).toEqual(order === null ? [] : [1000]);
      if (order !== null) expect(order.status).toBe('paid');
      expect(await test.available(checkout.lines[0]?.sku ?? '')).toBe(order === null ? 3 : 2);
      if (!hasCrashed) break;
    }
  });

  it('at any moment of a refund has it made once', async () => {
    for (let moments = 0; ; moments += 1) {
      const { order, ...begun } = await test.buy(2);
      const what = { kind: 'amount', amount: 700 } as const;
      const input = { orderId: order.id, what, idempotencyKey: test.newKey() };
      const hasCrashed = await crashDuring(moments, ({ orders }) =>
        orders.refund(input, OPERATOR_ORIGIN),
      );
      if (moments % 2 === 0) await test.orders.refund(input, OPERATOR_ORIGIN);
      await test.leaveAlone();
      const refunded = (await test.orderOf(begun))?.refundedAmount ?? 0;
      // Alone, a refund that had not begun does not begin.
      expect(moments % 2 === 0 ? [700] : [0, 700]).toContain(refunded);
      expect(await takenFor(begun)).toEqual([2000 - refunded]);
      if (!hasCrashed) break;
    }
  });
});

describe('a process that dies over units', () => {
  it.for([400, 0])('withdrawn for %i has it done once, money and shelf', async (amount) => {
    for (let moments = 0; ; moments += 1) {
      const { order, ...begun } = await test.buy(2);
      const sku = order.lines[0]?.sku ?? '';
      const lines = [{ sku, quantity: 2 }];
      const what = { kind: 'lines', lines, restock: true, amount } as const;
      const input = { orderId: order.id, what, idempotencyKey: test.newKey() };
      const hasCrashed = await crashDuring(moments, ({ orders }) =>
        orders.refund(input, OPERATOR_ORIGIN),
      );
      if (moments % 2 === 0) await test.orders.refund(input, OPERATOR_ORIGIN);
      await test.leaveAlone();
      const after = await test.orderOf(begun);
      const isDone = after?.status === 'cancelled';
      // Alone, what had not begun does not begin; nothing is half done.
      expect(isDone || moments % 2 === 1).toBe(true);
      expect(after?.status).toBe(isDone ? 'cancelled' : 'paid');
      expect(await test.available(sku)).toBe(isDone ? 10 : 8);
      expect(await takenFor(begun)).toEqual([2000 - (isDone ? amount : 0)]);
      if (!hasCrashed) break;
    }
  });

  it('of the rest of an order that is cancelled has it done once', async () => {
    for (let moments = 0; ; moments += 1) {
      const { order, ...begun } = await test.buy(2);
      const about = () => ({ orderId: order.id, idempotencyKey: test.newKey() });
      const sku = order.lines[0]?.sku ?? '';
      await test.orders.fulfil({ ...about(), lines: [{ sku, quantity: 1 }] }, OPERATOR_ORIGIN);
      const input = about();
      const hasCrashed = await crashDuring(moments, ({ orders }) =>
        orders.cancel(input, OPERATOR_ORIGIN),
      );
      await test.orders.cancel(input, OPERATOR_ORIGIN);
      await test.leaveAlone();
      expect(await test.orderOf(begun)).toMatchObject({
        status: 'fulfilled',
        refundedAmount: 1000,
      });
      expect(await test.available(sku)).toBe(9);
      expect(await takenFor(begun)).toEqual([1000]);
      if (!hasCrashed) break;
    }
  });
});

describe('a provider that does not answer', () => {
  const away = (names: readonly ('create' | 'capture' | 'refund')[]) => {
    const gone = () => Promise.reject(new Error('no answer'));
    const provider = { ...test.provider };
    for (const name of names) provider[name] = gone;
    return test.another({ provider });
  };

  it('is asked again later, and less and less often', async () => {
    const begun = await begin();
    await test.pay(begun, 'pm_test_approve');
    const { buyer, checkout } = begun;
    const input = { checkoutId: checkout.id, idempotencyKey: test.newKey() };
    const shop = away(['capture']);
    // The order is placed: that is the answer, and the money is taken later.
    expect(await shop.checkout.complete(buyer, input, VISITOR)).toMatchObject({
      status: 'completed',
      payment: { status: 'authorized' },
    });
    const waits: number[] = [];
    for (let look = 0; look < 3; look += 1) {
      const { dueAt } = await test.paymentOf(begun);
      const wait = ((dueAt?.getTime() ?? 0) - test.clock.now().getTime()) / 1000;
      waits.push(wait);
      test.advance(wait);
      await shop.background.runOnce();
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBeGreaterThan(waits[0] ?? 0);
    await test.leaveAlone();
    expect(await test.orderOf(begun)).toMatchObject({ status: 'paid' });
  });

  it('while the checkout runs out is not asked for money afterwards', async () => {
    const begun = await begin();
    const { buyer, checkout } = begun;
    const input = { checkoutId: checkout.id, paymentMethod: 'pm_test_approve' };
    const paying = away(['create']).checkout.pay(
      buyer,
      { ...input, idempotencyKey: test.newKey() },
      VISITOR,
    );
    await expect(paying).rejects.toThrow('no answer');
    await test.leaveAlone();
    expect(await test.paymentOf(begun)).toMatchObject({ status: 'voided', dueAt: null });
    expect(await test.orderOf(begun)).toBeNull();
    expect(await takenFor(begun)).toEqual([]);
  });
});

describe('a fault of the database', () => {
  it.for([
    ['a write conflict', { errorCode: 112, errorLabels: ['TransientTransactionError'] }],
    ['a fault that nobody tries again', { errorCode: 121, errorLabels: [] }],
  ] as const)(
    'in any write (%s) is made good by repeating the call',
    async ([, fault], { skip }) => {
      if (test.server.embedded === undefined) {
        return skip('fail points are of the embedded database');
      }
      const failAt = (passed: number | null) =>
        test.server.withClient((client) => {
          const failCommands = ['insert', 'update', 'findAndModify', 'commitTransaction'];
          const mode = passed === null ? 'off' : { skip: passed, times: 1 };
          const data = { failCommands, ...fault };
          return client.db('admin').command({ configureFailPoint: 'failCommand', mode, data });
        });
      // Every third of the writes that a purchase takes, and some beyond.
      for (let passed = 0; passed < 40; passed += 3) {
        const begun = await begin();
        const paymentKey = test.newKey();
        const key = test.newKey();
        const buy = async () => {
          await test.pay(begun, 'pm_test_approve', { idempotencyKey: paymentKey });
          return test.complete(begun, key);
        };
        await failAt(passed);
        await buy().catch(() => null);
        await failAt(null);
        expect(await buy()).toMatchObject({ status: 'completed' });
        await test.leaveAlone();
        expect(await test.orderOf(begun)).toMatchObject({ status: 'paid' });
        expect(await takenFor(begun)).toEqual([1000]);
      }
    },
  );
});
