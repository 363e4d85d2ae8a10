import { MAX_CART_LINES, MAX_DISCOUNT_CODES, MAX_LINE_QUANTITY } from '@trastienda/shop-contract';
import type { CartState } from '@trastienda/shop-db';
import {
  type AcknowledgedLine,
  acknowledgeLines,
  withoutAcknowledgedPrice,
} from './acknowledge-lines.ts';
import type { CartDeps } from './cart-service.ts';
import { quoteForCart } from './quote-for-cart.ts';

/** Merges lines by SKU; `own` lines come first and keep their acknowledged values. */
function mergeLines(
  own: readonly AcknowledgedLine[],
  others: readonly AcknowledgedLine[],
): AcknowledgedLine[] {
  const merged = new Map(own.map((line) => [line.sku, line]));
  for (const line of others) {
    const { quantity, ...known } = merged.get(line.sku) ?? { ...line, quantity: 0 };
    const together = Math.min(quantity + line.quantity, MAX_LINE_QUANTITY);
    merged.set(line.sku, { ...known, quantity: together });
  }
  return [...merged.values()].slice(0, MAX_CART_LINES);
}

/**
 * Computes the account's cart after a merge. It takes the guest's currency only if it was empty.
 */
export async function mergeCarts(
  deps: CartDeps,
  own: CartState,
  guest: CartState,
): Promise<Pick<CartState, 'currency' | 'locale' | 'discountCodes' | 'lines'>> {
  const { currency } = own.lines.length === 0 ? guest : own;
  const locale = own.locale ?? guest.locale ?? null;
  const codes = new Set([...own.discountCodes, ...guest.discountCodes]);
  const discountCodes = [...codes].slice(0, MAX_DISCOUNT_CODES);
  if (currency === guest.currency) {
    return { currency, locale, discountCodes, lines: mergeLines(own.lines, guest.lines) };
  }
  // The guest has acknowledged prices in another currency.
  const lines = mergeLines(own.lines, guest.lines.map(withoutAcknowledgedPrice));
  const quote = await quoteForCart(deps, { ...own, currency, discountCodes, lines });
  const ownSkus = new Set(own.lines.map(({ sku }) => sku));
  const seen = acknowledgeLines(lines, lines, quote, (sku) => !ownSkus.has(sku));
  return { currency, locale, discountCodes, lines: seen };
}
