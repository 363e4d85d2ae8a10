import type { CartState, StockState } from '@trastienda/shop-db';
import type { AcknowledgedLine } from './acknowledge-lines.ts';
import type { CartDeps } from './cart-service.ts';

/**
 * Returns the available units of each SKU for the cart, whose lines have this stock; null for a SKU
 * that never runs out.
 */
export async function availableFor(
  { database }: Pick<CartDeps, 'database'>,
  { id, lines }: CartState,
  stock: readonly StockState[],
): Promise<(sku: string) => number | null> {
  const bySku = new Map(stock.map((each) => [each.sku, each]));
  const free = (sku: string) => {
    const found = bySku.get(sku);
    // As reserving does: a SKU without stock cannot be bought.
    if (found === undefined) return 0;
    return found.isTracked && found.policy === 'deny' ? found.available : null;
  };
  const isShort = ({ sku, quantity }: AcknowledgedLine) => (free(sku) ?? quantity) < quantity;
  // Stock that the cart's own checkout reserves is available to its buyer.
  const own = lines.some(isShort) ? await database.checkouts.findOpenByCart(id) : null;
  const reserved = new Map(own?.reservations.map(({ sku, quantity }) => [sku, quantity]));
  return (sku) => {
    const left = free(sku);
    return left === null ? null : Math.max(0, left + (reserved.get(sku) ?? 0));
  };
}
