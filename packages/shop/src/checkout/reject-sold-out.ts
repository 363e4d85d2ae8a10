import type { IdempotentCall } from '@trastienda/mongo';
import { ShopError } from '@trastienda/shop-contract';
import type { CartState, Database, StockState } from '@trastienda/shop-db';
import { isStockSufficient } from '../stock/stock-levels.ts';
import { isFirstStart } from './is-first-start.ts';

/**
 * Rejects a checkout that stock clearly cannot cover, by a read outside of any transaction: once a
 * product is sold out, the remaining demand costs no transactions. Everything else is decided in
 * the transaction. Returns the stock that was read; null when this cart has an open checkout or this
 * call a stored response, as far as that was looked for.
 * @throws {ShopError} STOCK_INSUFFICIENT or IDEMPOTENCY_KEY_REUSED.
 */
export async function rejectSoldOut(
  deps: { readonly database: Database },
  cart: CartState,
  call: IdempotentCall,
): Promise<readonly StockState[] | null> {
  const { database } = deps;
  const wanted = new Map(cart.lines.map(({ sku, quantity }) => [sku, quantity]));
  const stock = await database.stock.find([...wanted.keys()]);
  const short = stock.find((state) => !isStockSufficient(state, wanted.get(state.sku) ?? 0));
  if (short === undefined) return stock;
  if (!(await isFirstStart(deps, cart, call))) return null;
  const { sku, available } = short;
  throw new ShopError('STOCK_INSUFFICIENT', { details: { sku, available } });
}
