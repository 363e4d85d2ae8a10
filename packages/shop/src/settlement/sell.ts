import type { ChangeContext } from '@trastienda/mongo';
import { isShopError } from '@trastienda/shop-contract';
import type { CheckoutState, Database, StockQuantity } from '@trastienda/shop-db';
import type { Quoting } from '../pricing/pricing-service.ts';
import { commitStock, readStock, reserveStock } from '../stock/change-stock.ts';
import { isStockSufficient } from '../stock/stock-levels.ts';

/** Units taken from stock for an order, or the reason why none were. */
export type Sale =
  | { readonly sold: readonly StockQuantity[] }
  | { readonly refused: 'stock' | 'discount' };

/** Returns whether the stock covers what an expired checkout had reserved. */
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
 * Sells the units of a checkout, within the caller's transaction: commits the reservation of an
 * open checkout; takes those of an ended one from stock, and redeems its discounts again. A
 * rejection has written nothing: everything is checked first, and the transaction's snapshot does
 * not change.
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
    await deps.pricing.redeem(discountIds, { checkoutId, buyer, requestId: context.requestId });
  } catch (error) {
    if (isShopError(error, 'DISCOUNT_REFUSED')) {
      return { refused: 'discount' };
    }
    throw error;
  }
  const sold = await reserveStock(database, lines, stockCause);
  await commitStock(database, sold, stockCause);
  return { sold };
}
