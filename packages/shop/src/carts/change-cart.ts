import { ConflictError } from '@trastienda/mongo';
import {
  type Buyer,
  buyerKeyOf,
  type CartView,
  type Locale,
  ShopError,
} from '@trastienda/shop-contract';
import type { CartState } from '@trastienda/shop-db';
import { acknowledgeLines, withoutAcknowledgedPrice } from './acknowledge-lines.ts';
import type { CartDeps } from './cart-service.ts';
import { type PricedCart, quoteForCart } from './quote-for-cart.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { emptyCartView, viewCart } from './view-cart.ts';

const DAY_MS = 86_400_000;
const LIFETIME_DAYS = { guest: 30, account: 365 } as const;

/** The requested contents of a cart. */
export interface WantedCart extends PricedCart {
  readonly locale?: Locale | null;
  /** True when the response shows the buyer the line's price, which acknowledges it. */
  readonly isAcknowledged: (sku: string) => boolean;
  /** A SKU whose quantity may only grow while it is for sale. */
  readonly mustSell?: string;
}

/** Returns a new, empty cart; revision 0 marks it as not stored. */
export function newCart({ database, clock, currency }: CartDeps, buyer: Buyer): CartState {
  const now = clock.now();
  const dates = { createdAt: now, updatedAt: now, expiresAt: now };
  const id = database.carts.newId();
  return { id, buyer, currency, locale: null, lines: [], discountCodes: [], revision: 0, ...dates };
}

/**
 * Stores a cart as its next revision, or inserts its first.
 * @throws {ConflictError} when the cart has changed since it was read.
 */
export async function writeCart(
  { database, clock }: Pick<CartDeps, 'database' | 'clock'>,
  before: CartState,
  change: Partial<Pick<CartState, 'currency' | 'locale' | 'discountCodes' | 'lines'>>,
): Promise<CartState> {
  const now = clock.now();
  const cart: CartState = {
    ...before,
    ...change,
    revision: before.revision + 1,
    updatedAt: now,
    expiresAt: new Date(now.getTime() + LIFETIME_DAYS[before.buyer.kind] * DAY_MS),
  };
  const { carts } = database;
  const isWritten = await (before.revision === 0 ? carts.insert(cart) : carts.replace(cart));
  if (!isWritten) throw new ConflictError('The cart has changed, or its buyer has another one.');
  return cart;
}

/**
 * Changes a buyer's cart to the result of `decide`; null means no change. Calls `decide` again when
 * the cart has changed meanwhile, so that concurrent changes all count.
 */
export function changeCart(
  deps: CartDeps,
  buyer: Buyer,
  decide: (cart: CartState) => WantedCart | null,
): Promise<CartView> {
  return retryOnConflict(async () => {
    const found = await deps.database.carts.findByBuyer(buyerKeyOf(buyer));
    const before = found ?? newCart(deps, buyer);
    const wanted = decide(before);
    if (wanted === null) {
      if (found === null) return emptyCartView(before.currency);
      return viewCart(deps, found, await quoteForCart(deps, found));
    }
    const { currency, locale = null, discountCodes, isAcknowledged, mustSell } = wanted;
    const quote = await quoteForCart(deps, wanted);
    if (mustSell !== undefined && quote.unavailable.some(({ sku }) => sku === mustSell)) {
      throw new ShopError('VARIANT_NOT_FOUND', { details: { sku: mustSell } });
    }
    const known =
      currency === before.currency ? before.lines : before.lines.map(withoutAcknowledgedPrice);
    const lines = acknowledgeLines(wanted.lines, known, quote, isAcknowledged);
    const change = { currency, locale, discountCodes, lines };
    return viewCart(deps, await writeCart(deps, before, change), quote);
  });
}
