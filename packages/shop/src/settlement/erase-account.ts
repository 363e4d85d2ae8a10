import type { Clock, KeyedMutex } from '@trastienda/base';
import { buyerKeyOf } from '@trastienda/shop-contract';
import { withLock } from '../base/with-lock.ts';
import { type EndCheckoutDeps, endCheckout } from '../checkout/end-checkout.ts';

/** Checkouts read or erased per batch. */
const BATCH = 100;

export interface ErasureDeps extends EndCheckoutDeps {
  readonly clock: Clock;
  readonly locks: KeyedMutex;
}

/** Ends open checkouts, each in a separate transaction, which reads it again. */
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
 * Erases the data of a deleted account from carts and checkouts: removes its cart and its addresses,
 * cancels an open checkout (releases its stock and discounts, and refunds its payment), and removes email and
 * postal addresses from ended checkouts. Orders are unchanged. May be repeated, and continues after
 * an interruption.
 */
export async function eraseAccount(deps: ErasureDeps, accountId: string): Promise<void> {
  const { database, clock } = deps;
  const buyerKey = buyerKeyOf({ kind: 'account', id: accountId });
  await database.carts.removeByBuyer(buyerKey);
  await database.addressBooks.delete(accountId);
  await endOpenCheckouts(deps, buyerKey);
  let erased: number;
  do {
    erased = await database.checkouts.eraseByBuyer(buyerKey, clock.now(), BATCH);
  } while (erased > 0);
}
