import { BaseError } from '@trastienda/base';
import { ConflictError } from '@trastienda/mongo';
import { OPERATOR_ORIGIN, ShopError } from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import { createDeferred } from '@trastienda/testing';
import { afterAll, describe, expect, test } from 'vitest';
import type { PaymentProvider } from '../payments/payment-provider.ts';
import { useTestPayments } from '../testing/start-test-payments.ts';
import { type AdvancePaymentDeps, advancePayment } from './advance-payment.ts';
import { createAdvanceDuePayments } from './jobs/advance-due-payments.ts';

const shop = await useTestPayments();
const { database, clock, provider } = shop;
// Each test delivers webhooks itself.
await shop.driver.webhooks.setPolicy({ kind: 'drop', delayMs: 0 });

afterAll(async () => {
  expect(await shop.violations()).toEqual([]);
});

const unavailable = () =>
  Promise.reject(new ShopError('PAYMENT_UNAVAILABLE', { details: { code: 'lost' } }));
type Bought = Awaited<ReturnType<typeof shop.buy>>;

const cancel = ({ order }: Bought, process: Pick<typeof shop, 'orderAdmin'> = shop) =>
  process.orderAdmin.cancel({ orderId: order.id, idempotencyKey: shop.newKey() }, OPERATOR_ORIGIN);
const away = shop.openProcess({
  provider: { ...provider, fetch: unavailable, refund: unavailable },
});
/** Cancels an order whose refund is not sent at once. */
async function owed(): Promise<Bought> {
  const bought = await shop.buy();
  await cancel(bought, away);
  return bought;
}

/** The worker of a process, without its other jobs. */
const worker = (parts: Partial<AdvancePaymentDeps> = {}) => {
  const deps = { ...shop.deps, provider, onFault: () => {}, ...parts };
  return { deps, ...createAdvanceDuePayments(deps) };
};
/** A database whose transactions fail while `fails` returns an error. */
const failing = (fails: () => Error | null): Database => ({
  ...database,
  transaction: (work) => {
    const error = fails();
    return error === null ? database.transaction(work) : Promise.reject(error);
  },
});

/** Returns in how many seconds the payment is due, and the attempts that count. */
async function waitOf(bought: Bought) {
  const { nextAttemptAt, attempts } = await shop.paymentOf(bought);
  const seconds = nextAttemptAt && (nextAttemptAt.getTime() - clock.now().getTime()) / 1000;
  return { seconds, attempts };
}
async function expectRefunded(bought: Bought) {
  const payment = await shop.paymentOf(bought);
  expect(payment).toMatchObject({ amountRefunded: 1000, nextAttemptAt: null });
  expect((await shop.driver.get(payment.reference ?? '')).refunds).toHaveLength(1);
}

describe('a refund that loses a race', () => {
  test.for([
    ['DATABASE_BUSY', () => new BaseError('DATABASE_BUSY')],
    ['SERVER_BUSY', () => new BaseError('SERVER_BUSY')],
    ['a conflict', () => new ConflictError('It has changed.')],
  ] as const)('of the job (%s) is due again in a second, and no failure', async ([, conflict]) => {
    // Before the provider is asked for the refund, several times, and after it has made it.
    for (const [passing, rounds] of [
      [0, 3],
      [1, 1],
    ] as const) {
      const bought = await owed();
      for (let round = 0; round < rounds; round += 1) {
        let passed = 0;
        const busy = failing(() => (passed++ < passing ? null : conflict()));
        await worker({ database: busy }).runOnce();
        expect(await waitOf(bought)).toEqual({ seconds: 1, attempts: 0 });
        shop.advance(1);
      }
      await worker().runOnce();
      await expectRefunded(bought);
    }
  });

  test('of the call itself is made by the next round of the job', async () => {
    const bought = await shop.buy();
    let isRefunded = false;
    const busy = failing(() => (isRefunded ? new BaseError('DATABASE_BUSY') : null));
    const refund: PaymentProvider['refund'] = async (...refunded) => {
      const state = await provider.refund(...refunded);
      isRefunded = true;
      return state;
    };
    const other = shop.openProcess({ database: busy, provider: { ...provider, refund } });
    await cancel(bought, other);
    expect(isRefunded).toBe(true);
    expect(await waitOf(bought)).toEqual({ seconds: 0, attempts: 0 });
    await worker().runOnce();
    await expectRefunded(bought);
  });

  test('of the job with another change of the payment is not left to the end of its lease', async () => {
    const bought = await owed();
    const { id } = await shop.paymentOf(bought);
    const asked = createDeferred<void>();
    const answer = createDeferred<void>();
    let isBusy = false;
    const { runOnce } = worker({
      database: failing(() => (isBusy ? new BaseError('DATABASE_BUSY') : null)),
      provider: {
        ...provider,
        async refund(...refunded) {
          asked.resolve();
          await answer.promise;
          return provider.refund(...refunded);
        },
      },
    });
    const round = runOnce();
    await asked.promise;
    // Another process looks at the payment meanwhile, and plans its next attempt.
    const seen = await shop.paymentOf(bought);
    const planned = new Date(clock.now().getTime() + 900_000);
    await database.payments.update(seen, { nextAttemptAt: planned }, 0, clock.now());
    isBusy = true;
    answer.resolve();
    await round;
    expect(await waitOf(bought)).toEqual({ seconds: 1, attempts: 0 });
    shop.advance(1);
    await worker().runOnce();
    expect(await database.payments.find(id)).toMatchObject({ nextAttemptAt: null });
    await expectRefunded(bought);
  });
});

describe('a refund that its provider does not answer', () => {
  test('is tried again after seconds, and after doubled delays up to some hours', async () => {
    const bought = await owed();
    const { runOnce } = worker({ provider: { ...provider, fetch: unavailable } });
    const waits: number[] = [];
    for (let failures = 1; failures <= 15; failures += 1) {
      await runOnce();
      const { seconds } = await waitOf(bought);
      waits.push(seconds ?? 0);
      shop.advance(seconds ?? 0);
    }
    const doubled = Array.from({ length: 15 }, (_, index) => Math.min(5 * 2 ** index, 15_360));
    expect(waits).toEqual(doubled);
    await worker().runOnce();
    await expectRefunded(bought);
  });

  test('after its first step is not left to the time for a crash', async () => {
    for (const isWorker of [true, false]) {
      const bought = await owed();
      const deps = worker({ provider: { ...provider, refund: unavailable } });
      const { id } = await shop.paymentOf(bought);
      const round = () => advancePayment(deps.deps, id, { requestId: null });
      if (isWorker) await deps.runOnce();
      else await expect(round()).rejects.toMatchObject({ reason: 'PAYMENT_UNAVAILABLE' });
      expect((await waitOf(bought)).seconds).toBe(5);
      shop.advance(5);
      await worker().runOnce();
      await expectRefunded(bought);
    }
  });

  test('is recorded once its webhook arrives during an attempt that fails', async () => {
    const bought = await owed();
    const { id, provider: name } = await shop.paymentOf(bought);
    const { runOnce } = worker({
      provider: {
        ...provider,
        async refund(...refunded) {
          await provider.refund(...refunded);
          await database.payments.schedule(name, { id, reference: null }, clock.now());
          return unavailable();
        },
      },
    });
    await runOnce();
    await worker().runOnce();
    await expectRefunded(bought);
  });
});

test('A process that crashes during an attempt delays a refund by a minute', async () => {
  const bought = await owed();
  const asked = createDeferred<void>();
  const fetch: PaymentProvider['fetch'] = () => {
    asked.resolve();
    return new Promise(() => {});
  };
  void worker({ provider: { ...provider, fetch } }).runOnce();
  await asked.promise;
  expect((await waitOf(bought)).seconds).toBe(60);
  await worker().runOnce();
  expect((await waitOf(bought)).seconds).toBe(60);
  shop.advance(60);
  await worker().runOnce();
  await expectRefunded(bought);
});

test('A notification of a payment that was rejected is settled by one attempt', async () => {
  const begun = await shop.begin(await shop.offer());
  await expect(shop.pay(begun, 'pm_unheard_of')).rejects.toMatchObject({
    reason: 'PAYMENT_REJECTED',
  });
  const { id, provider: name } = await shop.paymentOf(begun);
  await database.payments.schedule(name, { id, reference: null }, clock.now());
  await worker().runOnce();
  expect(await shop.paymentOf(begun)).toMatchObject({ status: 'failed', nextAttemptAt: null });
});
