import { type Buyer, buyerKeyOf, ShopError } from '@trastienda/contract';
import type { CheckoutState } from '@trastienda/db';
import type { BuyingDeps } from '../base/buying-deps.ts';

/** A checkout of the buyer's own. Joins a transaction. `CHECKOUT_NOT_FOUND`. */
export async function ownCheckout(
  { database }: Pick<BuyingDeps, 'database'>,
  buyer: Buyer,
  checkoutId: string,
): Promise<CheckoutState> {
  const checkout = await database.checkouts.findOwn(checkoutId, buyerKeyOf(buyer));
  if (checkout === null) throw new ShopError('CHECKOUT_NOT_FOUND');
  return checkout;
}
