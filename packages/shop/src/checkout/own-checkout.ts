import { type Buyer, buyerKeyOf, ShopError } from '@trastienda/shop-contract';
import type { CheckoutState, Database } from '@trastienda/shop-db';

/**
 * Reads a checkout of the buyer. Joins a transaction.
 * @throws {ShopError} CHECKOUT_NOT_FOUND.
 */
export async function ownCheckout(
  { database }: { readonly database: Database },
  buyer: Buyer,
  checkoutId: string,
): Promise<CheckoutState> {
  const checkout = await database.checkouts.findOwn(checkoutId, buyerKeyOf(buyer));
  if (checkout === null) throw new ShopError('CHECKOUT_NOT_FOUND');
  return checkout;
}
