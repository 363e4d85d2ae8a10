import type { CheckoutState } from '@trastienda/db';
import type { BuyingDeps, Cause } from '../base/buying-deps.ts';
import { checkoutEvent } from '../base/checkout-event.ts';
import { writeCheckout } from './write-checkout.ts';

/**
 * Ends an open checkout that comes to nothing, within the transaction that has read it: what it
 * holds and has redeemed is for others again, and money that was set aside for it is looked after
 * by whoever works on due payments.
 */
export async function endCheckout(
  deps: Pick<BuyingDeps, 'database' | 'pricing'>,
  checkout: CheckoutState,
  status: 'cancelled' | 'expired',
  cause: Cause,
): Promise<CheckoutState> {
  const { database, pricing } = deps;
  const { id: checkoutId, buyer, holds, discountIds } = checkout;
  const ended = await writeCheckout(deps, checkout, { status }, cause);
  await database.stock.release(holds, { ...cause, checkoutId });
  await pricing.giveBack(discountIds, { checkoutId, buyer });
  await database.payments.makeDue(checkoutId, cause.at);
  await database.events.append([checkoutEvent(ended, `checkout.${status}`, {}, cause)]);
  return ended;
}
