import { buyerKeyOf } from '@trastienda/contract';
import type { Clock, KeyedMutex } from '@trastienda/runtime';
import { withLock } from '../base/with-lock.ts';
import { type EndCheckoutDeps, endCheckout } from '../checkout/end-checkout.ts';

/** How many checkouts are read or erased at a time. */
const BATCH = 100;

export interface ErasureDeps extends EndCheckoutDeps {
  readonly clock: Clock;
  readonly locks: KeyedMutex;
}

/** Ends the checkouts that are open, each in a transaction of its own, which looks at it again. */
async function endOpenCheckouts(deps: ErasureDeps, buyerKey: string): Promise<void> {
  const { database, clock } = deps;
  for (const found of await database.checkouts.listOpenByBuyer(buyerKey, BATCH)) {
    await withLock(deps, found, () =>
      database.transaction(async () => {
        const checkout = await database.checkouts.find(found.id);
        if (checkout?.status !== 'open') return;
        await endCheckout(deps, checkout, 'cancelled', { at: clock.now(), requestId: null });
      }),
    );
  }
}

/**
 * Erases what carts and checkouts keep of a deleted account: its cart is removed, an open checkout
 * is cancelled (its stock and discounts are for others again, and money that is under way goes
 * back), and checkouts that have ended lose email address and addresses. Orders stay as they are.
 * May be repeated, and goes on where it was broken off.
 */
export async function eraseAccount(deps: ErasureDeps, accountId: string): Promise<void> {
  const { database, clock } = deps;
  const buyerKey = buyerKeyOf({ kind: 'account', id: accountId });
  await database.carts.removeByBuyer(buyerKey);
  await endOpenCheckouts(deps, buyerKey);
  let erased: number;
  do {
    erased = await database.checkouts.eraseByBuyer(buyerKey, clock.now(), BATCH);
  } while (erased > 0);
}
