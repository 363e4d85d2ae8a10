import type { Clock, KeyedMutex } from '@trastienda/base';
import { createBatchJob, type Job } from '@trastienda/mongo';
import type { CheckoutState } from '@trastienda/shop-db';
import { withLock } from '../../base/with-lock.ts';
import { type EndCheckoutDeps, endCheckout } from '../end-checkout.ts';

/** Checkouts per read. */
const BATCH = 20;

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

  return createBatchJob<CheckoutState>({
    name: 'expire-checkouts',
    batchSize: BATCH,
    find: (last, limit) => database.checkouts.findExpired(clock.now(), limit, last),
    run: expire,
  });
}
