import type { CartState, StockQuantity } from '@trastienda/db';
import type { Quote, QuoteInput } from '../pricing/pricing-service.ts';
import type { CartDeps } from './cart-service.ts';

/** As much of a cart as its price depends on. */
export interface PricedCart extends Pick<CartState, 'id' | 'buyer' | 'currency' | 'discountCodes'> {
  readonly lines: readonly StockQuantity[];
}

/**
 * Prices a cart, by default where it lies, which is nowhere yet: without tax and shipping. A code is
 * not used up because the cart's own checkout uses it.
 */
export async function quoteForCart(
  { database, pricing }: Pick<CartDeps, 'database' | 'pricing'>,
  { id, buyer, currency, lines, discountCodes }: PricedCart,
  destination: QuoteInput['destination'] = null,
): Promise<Quote> {
  const cart = { buyer, currency, lines, discountCodes };
  const input: QuoteInput = { ...cart, destination, shippingMethodId: null };
  const quote = await pricing.quote(input);
  if (!quote.refusedCodes.some(({ reason }) => reason.startsWith('used-up'))) return quote;
  const checkout = await database.checkouts.findOpenByCart(id);
  if (checkout === null) return quote;
  return pricing.quote({ ...input, ownDiscountIds: checkout.discountIds });
}
