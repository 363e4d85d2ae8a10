import type { Database } from '@trastienda/shop-db';
import type { PaymentProvider } from '../payments/payment-provider.ts';

/** A simulated process that crashes at a chosen step; after the crash it has no effect. */
export interface Crashable {
  readonly database: Database;
  readonly provider: PaymentProvider;
  hasCrashed(): boolean;
}

/**
 * Crashes after `moments` steps. Steps are: before a transaction, after its commit, before a call
 * of the provider, and after the provider has acted but before its answer arrives.
 */
export function createCrashable(
  { database, provider }: Pick<Crashable, 'database' | 'provider'>,
  moments: number,
): Crashable {
  let left = moments;
  let hasCrashed = false;
  const requireRunning = () => {
    if (hasCrashed) throw new Error('The process has crashed.');
  };
  const step = () => {
    if (left === 0) hasCrashed = true;
    requireRunning();
    left -= 1;
  };
  const whileRunning =
    <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      requireRunning();
      return work(...args);
    };
  const crashable =
    <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      step();
      const result = await work(...args);
      step();
      return result;
    };

  return {
    hasCrashed: () => hasCrashed,
    database: {
      ...database,
      // Idempotency keys are the only documents that are also written outside of transactions.
      idempotency: {
        ...database.idempotency,
        insert: whileRunning(database.idempotency.insert),
        answer: whileRunning(database.idempotency.answer),
      },
      async transaction(work) {
        step();
        const result = await database.transaction(work);
        step();
        return result;
      },
    },
    provider: {
      ...provider,
      create: crashable(provider.create),
      fetch: crashable(provider.fetch),
      capture: crashable(provider.capture),
      void: crashable(provider.void),
      refund: crashable(provider.refund),
    },
  };
}
