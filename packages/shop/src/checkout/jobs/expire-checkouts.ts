import type { Clock, KeyedMutex } from '@trastienda/base';
import type { Job } from '@trastienda/mongo';
import type { CheckoutState } from '@trastienda/shop-db';
import { withLock } from '../../base/with-lock.ts';
import { type EndCheckoutDeps, endCheckout } from '../end-checkout.ts';

/** Checkouts per read. */
const BATCH = 20;
/** Maximum failures per run; enough to diagnose why nothing expires. */
const MAX_FAULTS = 10;

export interface ExpireCheckoutsDeps extends EndCheckoutDeps {
  readonly clock: Clock;
  readonly locks: KeyedMutex;
}

/**
 * Ends expired checkouts, each in a separate transaction: any number of workers may run this at
 * once, and each reservation is released once. A checkout that fails is left for the next run.
 */
export function createExpireCheckouts(deps: ExpireCheckoutsDeps): Job {
  const { database, clock } = deps;

  /** False when another process has ended it, or its expiry was extended. */
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
        // Continue after the checkouts that failed; otherwise they would block all later ones.
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
