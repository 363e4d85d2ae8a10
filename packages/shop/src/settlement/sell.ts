import { ShopError } from '@trastienda/contract';
import type { CheckoutState, Database, StockQuantity } from '@trastienda/db';
import type { ChangeContext } from '../base/change-context.ts';
import type { Quoting } from '../pricing/pricing-service.ts';
import { commitStock, readStock, reserveStock } from '../stock/change-stock.ts';
import { isStockSufficient } from '../stock/stock-levels.ts';

/** What left the shop for an order, or why nothing could. */
export type Sale =
  | { readonly sold: readonly StockQuantity[] }
  | { readonly refused: 'stock' | 'discount' };

/** Whether the shop has as much as an expired checkout once reserved. */
async function isInStock(
  { database }: { readonly database: Database },
  { lines }: CheckoutState,
): Promise<boolean> {
  const skus = lines.map(({ sku }) => sku);
  const stock = await readStock(database, skus);
  return lines.every(({ sku, quantity }) => {
    const state = stock.get(sku);
    return state !== undefined && isStockSufficient(state, quantity);
  });
}

/**
 * Sells what a checkout is about, within the caller's transaction: what it holds while it is open,
 * and otherwise from stock, with its discounts redeemed anew. A refusal has written nothing: all
 * is looked at first, and the transaction sees what it looked at until its end.
 */
export async function sell(
  deps: { readonly database: Database; readonly pricing: Pick<Quoting, 'redeem'> },
  checkout: CheckoutState,
  orderId: string,
  context: ChangeContext,
): Promise<Sale> {
  const { database } = deps;
  const { id: checkoutId, buyer, lines, discountIds, status } = checkout;
  const stockCause = { ...context, checkoutId, orderId };
  if (status === 'open') {
    await commitStock(database, checkout.reservations, stockCause);
    return { sold: checkout.reservations };
  }
  if (!(await isInStock(deps, checkout))) return { refused: 'stock' };
  try {
    await deps.pricing.redeem(discountIds, { checkoutId, buyer });
  } catch (error) {
    if (error instanceof ShopError && error.reason === 'DISCOUNT_REFUSED') {
      return { refused: 'discount' };
    }
    throw error;
  }
  const sold = await reserveStock(database, lines, stockCause);
  await commitStock(database, sold, stockCause);
  return { sold };
}
