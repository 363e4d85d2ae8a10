import type { CheckoutState } from '@trastienda/db';
import type { Clock, Job, KeyedMutex } from '@trastienda/runtime';
import { withLock } from '../../base/with-lock.ts';
import { type EndCheckoutDeps, endCheckout } from '../end-checkout.ts';

/** How many are read at a time. */
const BATCH = 20;
/** Enough to see what is wrong, should nothing expire any more. */
const MAX_FAULTS = 10;

export interface ExpireCheckoutsDeps extends EndCheckoutDeps {
  readonly clock: Clock;
  readonly locks: KeyedMutex;
}

/**
 * Ends checkouts whose time is over, each in a transaction of its own: any number of these may run
 * at once, and whatever holds is released once. One that fails is left for the next sweep.
 */
export function createExpireCheckouts(deps: ExpireCheckoutsDeps): Job {
  const { database, clock } = deps;

  /** False when somebody else has ended it, or its buyer has got more time. */
  const expire = (found: CheckoutState): Promise<boolean> =>
    withLock(deps, found, () =>
      database.transaction(async () => {
        const checkout = await database.checkouts.find(found.id);
        const at = clock.now();
        if (checkout?.status !== 'open' || checkout.expiresAt > at) return false;
        await endCheckout(deps, checkout, 'expired', { at, requestId: null });
        return true;
      }),
    );

  return {
    name: 'expire-checkouts',
    async runOnce(signal) {
      const now = clock.now();
      let expired = 0;
      const faults: unknown[] = [];
      let found: CheckoutState[] = [];
      do {
        // On past those that failed: they would keep all that came after them from its end.
        found = await database.checkouts.findExpired(now, BATCH, found.at(-1));
        for (const checkout of found) {
          if (signal?.aborted) return expired;
          try {
            if (await expire(checkout)) expired += 1;
          } catch (error) {
            if (faults.length < MAX_FAULTS) faults.push(error);
          }
        }
      } while (found.length === BATCH);
      if (faults.length > 0) throw new AggregateError(faults, 'Checkouts did not expire.');
      return expired;
    },
  };
}
