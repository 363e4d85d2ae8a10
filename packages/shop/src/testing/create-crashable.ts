import type { Database } from '@trastienda/db';
import type { PaymentProvider } from '../payments/payment-provider.ts';

/** A process that dies at a moment of the test's choice: nothing it does afterwards is done. */
export interface Crashable {
  readonly database: Database;
  readonly provider: PaymentProvider;
  hasDied(): boolean;
}

/**
 * Dies after `moments` of its life: before a transaction, after its commit, before the provider is
 * asked, or when it has done what it was asked for and nobody has heard of it.
 */
export function createCrashable(
  { database, provider }: Pick<Crashable, 'database' | 'provider'>,
  moments: number,
): Crashable {
  let left = moments;
  let isDead = false;
  const beAlive = () => {
    if (isDead) throw new Error('The process has died.');
  };
  const live = () => {
    if (left === 0) isDead = true;
    beAlive();
    left -= 1;
  };
  const untilDeath =
    <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      beAlive();
      return work(...args);
    };
  const mortally =
    <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      live();
      const result = await work(...args);
      live();
      return result;
    };

  return {
    hasDied: () => isDead,
    database: {
      ...database,
      // The one thing that is also written outside of transactions.
      idempotency: {
        ...database.idempotency,
        insert: untilDeath(database.idempotency.insert),
        answer: untilDeath(database.idempotency.answer),
      },
      async transaction(work) {
        live();
        const result = await database.transaction(work);
        live();
        return result;
      },
    },
    provider: {
      ...provider,
      create: mortally(provider.create),
      fetch: mortally(provider.fetch),
      capture: mortally(provider.capture),
      void: mortally(provider.void),
      refund: mortally(provider.refund),
    },
  };
}
