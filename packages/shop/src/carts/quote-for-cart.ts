import type { CartState, StockQuantity } from '@trastienda/shop-db';
import type { Quote, QuoteInput } from '../pricing/pricing-service.ts';
import type { CartDeps } from './cart-service.ts';

/** Fields of a cart that its price depends on. */
export interface PricedCart extends Pick<CartState, 'id' | 'buyer' | 'currency' | 'discountCodes'> {
  readonly lines: readonly StockQuantity[];
}

/**
 * Quotes a cart, by default without a destination and therefore without tax and shipping. A
 * discount use by the cart's own checkout does not count against it.
 */
export async function quoteForCart(
  { database, pricing }: Pick<CartDeps, 'database' | 'pricing'>,
  { id, buyer, currency, lines, discountCodes }: PricedCart,
  destination: QuoteInput['destination'] = null,
  shippingMethodId: string | null = null,
): Promise<Quote> {
  const cart = { buyer, currency, lines, discountCodes };
  const input: QuoteInput = { ...cart, destination, shippingMethodId };
  const quote = await pricing.quote(input);
  if (!quote.rejectedCodes.some(({ reason }) => reason.startsWith('used-up'))) return quote;
  const checkout = await database.checkouts.findOpenByCart(id);
  if (checkout === null) return quote;
  return pricing.quote({ ...input, ownDiscountIds: checkout.discountIds });
}
