import type { Clock } from '@trastienda/base';
import { createBatchJob, type Job } from '@trastienda/mongo';
import type { Database, SubscriberState } from '@trastienda/shop-db';

const DAY_MS = 86_400_000;

/** A period of days may end a minute late. */
const IDLE_POLLS = 60;
/** Messages deleted per round. */
const BATCH = 100;

interface ErasureDeps {
  readonly database: Pick<Database, 'messages' | 'subscribers'>;
  readonly clock: Clock;
}

/** Deletes messages that have not changed for a time. */
export function createEraseMessages({ database, clock }: ErasureDeps, retentionDays: number): Job {
  return {
    ...{ name: 'erase-messages', idlePolls: () => IDLE_POLLS },
    runOnce() {
      const before = new Date(clock.now().getTime() - retentionDays * DAY_MS);
      return database.messages.deleteUnchangedSince(before, BATCH);
    },
  };
}

/** Returns a subscriber without its address; the hash shows that the owner has withdrawn. */
function withoutAddress(before: SubscriberState): SubscriberState {
  return {
    ...before,
    email: null,
    status: 'unsubscribed',
    confirmation: null,
    eraseAt: null,
    consents: before.consents.map((consent) => ({ ...consent, network: null })),
    revision: before.revision + 1,
  };
}

/**
 * Erases addresses some time after their withdrawal, and requests that were not confirmed. What is
 * left of a withdrawal is a hash of the address and the times, as a proof.
 */
export function createEraseSubscribers({ database, clock }: ErasureDeps): Job {
  const { subscribers } = database;
  return createBatchJob<SubscriberState>({
    ...{ name: 'erase-subscribers', idlePolls: () => IDLE_POLLS },
    find: (last, limit) => subscribers.listErasable(clock.now(), limit, last),
    run(subscriber) {
      const hasWithdrawn = subscriber.consents.some(({ kind }) => kind === 'withdrawn');
      return hasWithdrawn
        ? subscribers.write(withoutAddress(subscriber))
        : subscribers.delete(subscriber);
    },
  });
}
