import { ShopError } from '@trastienda/contract';
import type { CartState, Database, StockState } from '@trastienda/db';
import type { IdempotentCall } from '../base/idempotency/idempotent-call.ts';
import { findResponse } from '../base/idempotency/run-idempotent.ts';
import { isStockSufficient } from '../stock/stock-levels.ts';

/**
 * Refuses to begin what stock plainly does not suffice for, by a read outside of any transaction:
 * once something is sold out, the many who still want it cost no transaction each. What it lets
 * pass is decided in the transaction. Returns the stock that it has read. `STOCK_INSUFFICIENT`,
 * `IDEMPOTENCY_KEY_REUSED`.
 */
export async function refuseSoldOut(
  deps: { readonly database: Database },
  cart: CartState,
  call: IdempotentCall,
): Promise<readonly StockState[]> {
  const { database } = deps;
  const wanted = new Map(cart.lines.map(({ sku, quantity }) => [sku, quantity]));
  const stock = await database.stock.find([...wanted.keys()]);
  const short = stock.find((state) => !isStockSufficient(state, wanted.get(state.sku) ?? 0));
  if (short === undefined) return stock;
  // It may be this very cart that holds the rest, or this very call that has got it already.
  if ((await database.checkouts.findOpenByCart(cart.id)) !== null) return stock;
  if ((await findResponse(deps, call)) !== null) return stock;
  const { sku, available } = short;
  throw new ShopError('STOCK_INSUFFICIENT', { details: { sku, available } });
}
