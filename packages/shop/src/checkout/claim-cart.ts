import {
  buyerKeyOf,
  MAX_CART_LINES,
  MAX_DISCOUNT_CODES,
  MAX_LINE_QUANTITY,
} from '@trastienda/contract';
import type { CartState } from '@trastienda/db';
import type { CartDeps } from '../carts/cart-deps.ts';
import type { CartService } from '../carts/cart-service.ts';
import { blankCart, writeCart } from '../carts/change-cart.ts';
import { quoteForCart } from '../carts/quote-for-cart.ts';
import { untilWon } from '../carts/retry-on-conflict.ts';
import { type KnownLine, seeLines, unpriced } from '../carts/see-lines.ts';
import { noCart, viewCart } from '../carts/view-cart.ts';
import { endCheckout } from './end-checkout.ts';

/** The lines of both, each SKU once; the first one's come first, and know what they knew. */
function mergeLines(own: readonly KnownLine[], others: readonly KnownLine[]): KnownLine[] {
  const merged = new Map(own.map((line) => [line.sku, line]));
  for (const line of others) {
    const { quantity, ...known } = merged.get(line.sku) ?? { ...line, quantity: 0 };
    const together = Math.min(quantity + line.quantity, MAX_LINE_QUANTITY);
    merged.set(line.sku, { ...known, quantity: together });
  }
  return [...merged.values()].slice(0, MAX_CART_LINES);
}

/** What the account's cart becomes. In the guest's currency only if there is nothing in it yet. */
async function mergeCarts(deps: CartDeps, own: CartState, guest: CartState) {
  const { currency } = own.lines.length === 0 ? guest : own;
  const codes = new Set([...own.discountCodes, ...guest.discountCodes]);
  const discountCodes = [...codes].slice(0, MAX_DISCOUNT_CODES);
  if (currency === guest.currency) {
    return { currency, discountCodes, lines: mergeLines(own.lines, guest.lines) };
  }
  // What the guest has seen were prices in another currency.
  const lines = mergeLines(own.lines, guest.lines.map(unpriced));
  const quote = await quoteForCart(deps, { ...own, currency, discountCodes, lines });
  const ownSkus = new Set(own.lines.map(({ sku }) => sku));
  const seen = seeLines(lines, lines, quote, (sku) => !ownSkus.has(sku));
  return { currency, discountCodes, lines: seen };
}

/** A guest's cart becomes part of the account's, all of it or nothing. */
export function createClaimCart(deps: CartDeps): Pick<CartService, 'claim'> {
  const { database, clock } = deps;
  const { carts, checkouts } = database;

  return {
    async claim(account, guest, { requestId }) {
      const cart = await untilWon(() =>
        database.transaction(async () => {
          const found = await carts.findByBuyer(buyerKeyOf(account));
          const theirs = guest === null ? null : await carts.findByBuyer(buyerKeyOf(guest));
          if (theirs === null) return found;
          await carts.remove(theirs.id);
          // The same cart goes on where there is no other: a checkout of it that is being paid for
          // gives way when it is bought anew, and does not become a second order.
          const own = found ?? { ...blankCart(deps, account), id: theirs.id };
          const claimed = await writeCart(deps, own, await mergeCarts(deps, own, theirs));
          // Or it would hold what the same person now wants to buy from the account's cart. What is
          // being paid for is left to its end.
          const checkout = await checkouts.findOpenByCart(theirs.id);
          if (checkout?.paymentId === null) {
            await endCheckout(deps, checkout, 'cancelled', { at: clock.now(), requestId });
          }
          return claimed;
        }),
      );
      if (cart === null) return noCart(deps.currency);
      return viewCart(deps, cart, await quoteForCart(deps, cart));
    },
  };
}
