import type { Database } from '@trastienda/shop-db';
import { type CrashPoint, createCrashPoint } from '@trastienda/testing';
import { runCount } from '@trastienda/testing/vitest';
import type { PaymentProvider } from '../payments/payment-provider.ts';

/** A simulated process that crashes at a chosen step; after the crash it has no effect. */
export interface Crashable extends Pick<CrashPoint, 'hasCrashed'> {
  readonly database: Database;
  readonly provider: PaymentProvider;
}

/**
 * Crashes after `moments` steps. Steps are: before a transaction, after its commit, before a call
 * of the provider, and after the provider has acted but before its answer arrives.
 */
export function createCrashable(
  { database, provider }: Pick<Crashable, 'database' | 'provider'>,
  moments: number,
): Crashable {
  const { hasCrashed, around, whileRunning } = createCrashPoint(moments);
  return {
    hasCrashed,
    database: {
      ...database,
      // Idempotency keys are the only documents that are also written outside of transactions.
      idempotency: {
        ...database.idempotency,
        insert: whileRunning(database.idempotency.insert),
        answer: whileRunning(database.idempotency.answer),
      },
      transaction: (work) => around(() => database.transaction(work))(),
    },
    provider: {
      ...provider,
      create: around(provider.create),
      fetch: around(provider.fetch),
      capture: around(provider.capture),
      void: around(provider.void),
      refund: around(provider.refund),
    },
  };
}

/**
 * Yields the numbers of steps after which to crash: all with EXHAUSTIVE=1, otherwise every third from
 * `first`, which is before one transaction or call and after the next. Stop at the first that lets the
 * process finish.
 */
export function* crashMoments(first: 0 | 1 | 2 = 0): Generator<number> {
  const step = runCount(3, 1);
  for (let moments = step === 1 ? 0 : first; ; moments += step) yield moments;
}
