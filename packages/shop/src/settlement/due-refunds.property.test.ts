import { BaseError } from '@trastienda/base';
import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import { runCount } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { PaymentProvider } from '../payments/payment-provider.ts';
import { useTestPayments } from '../testing/start-test-payments.ts';
import { advancePayment } from './advance-payment.ts';
import { createAdvanceDuePayments } from './jobs/advance-due-payments.ts';

const shop = await useTestPayments();
const { database, provider } = shop;
// A webhook is a separate process here.
await shop.driver.webhooks.setPolicy({ kind: 'drop', delayMs: 0 });

afterAll(async () => {
  expect(await shop.violations()).toEqual([]);
});

/** What happens to a process that waits before or after a call of the provider. */
const MOMENT = fc.record({
  /** Which of the waiting processes continues. */
  process: fc.nat({ max: 5 }),
  /** It continues, loses its next races, or has crashed. */
  fate: fc.oneof(
    { weight: 6, arbitrary: fc.constant('continues' as const) },
    { weight: 3, arbitrary: fc.constant('loses' as const) },
    { weight: 1, arbitrary: fc.constant('crashes' as const) },
  ),
});
type Fate = 'continues' | 'loses' | 'crashes';

/** Runs processes of which one at a time continues, at calls of the provider. */
function createStage() {
  const waiting: ((fate: Fate) => void)[] = [];
  let running = 0;
  let isIdle = () => {};
  const pause = () => {
    running -= 1;
    if (running === 0) isIdle();
  };

  /** Opens a process, and returns how to run work in it. */
  function open() {
    let losing = 0;
    const gate = async () => {
      const fate = await new Promise<Fate>((resolve) => {
        waiting.push(resolve);
        pause();
      });
      // A process that has crashed does nothing more.
      if (fate === 'crashes') await new Promise<never>(() => {});
      if (fate === 'loses') losing = 1;
    };
    const gated =
      <Args extends unknown[], Result>(ask: (...args: Args) => Promise<Result>) =>
      async (...args: Args) => {
        await gate();
        const result = await ask(...args);
        await gate();
        return result;
      };
    const parts = {
      provider: {
        ...provider,
        fetch: gated(provider.fetch),
        refund: gated(provider.refund),
      } satisfies PaymentProvider,
      database: {
        ...database,
        transaction: (work) => {
          if (losing === 0) return database.transaction(work);
          losing -= 1;
          return Promise.reject(new BaseError('DATABASE_BUSY'));
        },
      } satisfies Database,
    };
    const run = (work: () => Promise<unknown>) => {
      running += 1;
      void work()
        .catch(() => {})
        .then(pause);
    };
    return { parts, run };
  }

  /** Continues the processes in the order of the moments, and then in their own. */
  async function play(moments: readonly { readonly process: number; readonly fate: Fate }[]) {
    for (let step = 0; ; step += 1) {
      if (running > 0) {
        await new Promise<void>((resolve) => {
          isIdle = resolve;
        });
      }
      if (waiting.length === 0) return;
      const { process, fate } = moments[step] ?? { process: 0, fate: 'continues' };
      const [proceed] = waiting.splice(process % waiting.length, 1);
      if (fate !== 'crashes') running += 1;
      proceed?.(fate);
    }
  }
  return { open, play };
}

test('A due refund is made once and within seconds, whatever calls, jobs and webhooks meet', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(MOMENT, { maxLength: 14 }),
      fc.boolean(),
      async (moments, isNotified) => {
        const bought = await shop.buy();
        const hasCrashed = moments.some(({ fate }) => fate === 'crashes');
        const input = { orderId: bought.order.id, idempotencyKey: shop.newKey() };
        // The refund is owed before the processes meet at it.
        const lost = () => Promise.reject(new Error('lost'));
        const first = shop.openProcess({ provider: { ...provider, refund: lost } });
        await first.orderAdmin.cancel(input, OPERATOR_ORIGIN);

        const { open, play } = createStage();
        const { id, provider: name } = bought.payment;
        for (const kind of ['call', 'job', 'job', ...(isNotified ? ['webhook'] : [])]) {
          const { parts, run } = open();
          const deps = { ...shop.deps, ...parts, onFault: () => {} };
          const { orderAdmin } = shop.openProcess(parts);
          run(async () => {
            if (kind === 'call') return orderAdmin.cancel(input, OPERATOR_ORIGIN);
            if (kind === 'job') return createAdvanceDuePayments(deps).runOnce();
            await database.payments.schedule(name, { id, reference: null }, shop.clock.now());
            return advancePayment(deps, id, { requestId: null });
          });
        }
        await play(moments);

        const job = createAdvanceDuePayments({ ...shop.deps, provider, onFault: () => {} });
        const isDone = async () =>
          (await database.payments.find(bought.payment.id))?.nextAttemptAt === null;
        // Only the time of a crashed process must run out.
        if (hasCrashed) shop.advance(120);
        for (let round = 0; round < 3 && !(await isDone()); round += 1) {
          await job.runOnce();
          if (!(await isDone())) shop.advance(1);
        }
        const payment = await shop.paymentOf(bought);
        expect(payment).toMatchObject({ amountRefunded: 1000, nextAttemptAt: null });
        expect((await shop.driver.get(payment.reference ?? '')).refunds).toHaveLength(1);
      },
    ),
    { numRuns: runCount(12, 300) },
  );
});
