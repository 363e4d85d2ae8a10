import { findResponse, type IdempotentCall } from '@trastienda/mongo';
import type { CartState, Database } from '@trastienda/shop-db';

/**
 * Returns whether a cart has no open checkout, which may reserve its last units and hold its last
 * discount uses, and the call no stored response. Joins a transaction.
 * @throws {ShopError} IDEMPOTENCY_KEY_REUSED.
 */
export async function isFirstStart(
  deps: { readonly database: Database },
  cart: Pick<CartState, 'id'> | null,
  call: IdempotentCall,
): Promise<boolean> {
  const { checkouts } = deps.database;
  if (cart !== null && (await checkouts.findOpenByCart(cart.id)) !== null) return false;
  return (await findResponse(deps, call)) === null;
}
