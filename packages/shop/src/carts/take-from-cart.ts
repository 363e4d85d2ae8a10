import { ConflictError } from '@trastienda/mongo';
import { buyerKeyOf } from '@trastienda/shop-contract';
import type { CheckoutState, Database } from '@trastienda/shop-db';

/**
 * Removes bought units from the cart of the checkout, within the caller's transaction; units added
 * since stay. A cart that now belongs to another buyer, as a guest's cart after a sign-in, is left
 * unchanged.
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
  if (!(await database.carts.insert(rest)))
    throw new ConflictError(`Cart ${cart.id} was created again.`);
}
