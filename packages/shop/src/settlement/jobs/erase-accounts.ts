import type { Job } from '@trastienda/runtime';
import { type ErasureDeps, eraseAccount } from '../erase-account.ts';

/**
 * Calls that began before an account was deleted are over by then, and what they have written is
 * erased too: longer than a request and all its transactions may take.
 */
const LATE_CALLS_MS = 10 * 60_000;
/** How long to wait after a failure. */
const RETRY_MS = 60_000;
/** How many accounts are read at a time. */
const BATCH = 20;

export interface AccountErasure {
  /** Erases what the shop keeps of an account that was just deleted. Rejects when it fails. */
  erase(accountId: string): Promise<void>;
  /**
   * Erases what was left, by a process that died or a call that was under way. An account is done
   * when nothing can be added any more.
   */
  readonly job: Job;
}

/** Erasing what is kept of deleted accounts. What is to be done is noted in the account. */
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
      // A living account keeps what it has.
      if (account === null || account.deletedAt === null) return;
      await erase(accountId, account.deletedAt);
    },

    job: {
      name: 'erase-accounts',
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
