import { buyerKeyOf } from '@trastienda/contract';
import { type CheckoutState, ConflictError, type Database } from '@trastienda/db';

/**
 * What was bought leaves the cart that it was bought from, within the caller's transaction; what
 * the buyer has put in since stays. A cart that has become another buyer's, as a guest's does at a
 * sign-in, is left alone.
 */
export async function takeFromCart(
  { database }: { readonly database: Database },
  { buyer, cartId, lines: boughtLines }: CheckoutState,
  at: Date,
): Promise<void> {
  const cart = await database.carts.take(cartId, buyerKeyOf(buyer));
  if (cart === null) return;
  const bought = new Map(boughtLines.map(({ sku, quantity }) => [sku, quantity]));
  const lines = cart.lines
    .map((line) => ({ ...line, quantity: line.quantity - (bought.get(line.sku) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
  if (lines.length === 0) return;
  const rest = { ...cart, lines, revision: cart.revision + 1, updatedAt: at };
  if (!(await database.carts.insert(rest))) throw new ConflictError(`Cart ${cart.id} is back.`);
}
