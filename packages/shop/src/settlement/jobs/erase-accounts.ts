import type { Job } from '@trastienda/mongo';
import { type ErasureDeps, eraseAccount } from '../erase-account.ts';

/**
 * Delay of the final erasure after a deletion: longer than any request with all its transactions,
 * so that the writes of concurrent calls are erased too.
 */
const LATE_CALLS_MS = 10 * 60_000;

/** An account is erased at once, and its rest days later: the job is late by seconds at most. */
const IDLE_POLLS = 10;
/** Delay after a failure. */
const RETRY_MS = 60_000;
/** Accounts per read. */
const BATCH = 20;

export interface AccountErasure {
  /** Erases the data of an account that was just deleted. Rejects on failure. */
  erase(accountId: string): Promise<void>;
  /**
   * Erases what a crashed process or a concurrent call has left. An account is done when nothing
   * can be added any more.
   */
  readonly job: Job;
}

/**
 * Creates the erasure of deleted accounts. The account document stores what is still to be done.
 */
export function createAccountErasure(deps: ErasureDeps): AccountErasure {
  const { database, clock } = deps;
  const { accounts } = database;

  const erase = async (id: string, deletedAt: Date): Promise<void> => {
    const lastDueAt = new Date(deletedAt.getTime() + LATE_CALLS_MS);
    const isLast = lastDueAt <= clock.now();
    await eraseAccount(deps, id);
    if (isLast) await accounts.finishErasure(id, clock.now());
    else await accounts.postponeErasure(id, lastDueAt);
  };

  return {
    async erase(accountId) {
      const account = await accounts.find(accountId);
      // An account that is not deleted keeps its data.
      if (account === null || account.deletedAt === null) return;
      await erase(accountId, account.deletedAt);
    },

    job: {
      name: 'erase-accounts',
      idlePolls: () => IDLE_POLLS,
      async runOnce(signal) {
        const faults: unknown[] = [];
        const due = await accounts.listErasable(clock.now(), BATCH);
        for (const { id, deletedAt } of due) {
          if (signal?.aborted) break;
          try {
            await erase(id, deletedAt);
          } catch (error) {
            faults.push(error);
            await accounts.postponeErasure(id, new Date(clock.now().getTime() + RETRY_MS));
          }
        }
        if (faults.length > 0) throw new AggregateError(faults, 'Accounts were not erased.');
        return due.length;
      },
    },
  };
}
