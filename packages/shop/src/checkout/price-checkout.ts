import type { Money } from '@trastienda/base';
import { type AddressView, ShopError, type StartCheckoutInput } from '@trastienda/shop-contract';
import { regionInvalid } from '../base/places/region-invalid.ts';
import type { Quote, QuoteInput, Quoting } from '../pricing/pricing-service.ts';

const isSame = (a: Money, b: Money) => a.amount === b.amount && a.currency === b.currency;

/**
 * Requires a shipping method when something is shipped.
 * @throws {ShopError} SHIPPING_UNAVAILABLE when there is none.
 */
function requireShipping({ isShippingRequired, shippingMethod, shippingOptions }: Quote): void {
  if (!isShippingRequired || shippingMethod !== null) return;
  const details = { shippingMethodIds: shippingOptions.map(({ id }) => id) };
  throw new ShopError('SHIPPING_UNAVAILABLE', { details });
}

/** Contents of a cart or of a checkout. */
type Purchase = Omit<QuoteInput, 'destination' | 'shippingMethodId'>;

/**
 * Quotes a cart for an address, if all of it can be bought as its buyer has acknowledged it.
 * @throws {ShopError} CART_CHANGED, DISCOUNT_REFUSED, SHIPPING_UNAVAILABLE or
 * CHECKOUT_TOTAL_DIFFERS; INPUT_INVALID when tax depends on the region and the address has none, or
 * an invalid one.
 */
export async function priceCheckout(
  { pricing }: { readonly pricing: Pick<Quoting, 'quote'> },
  purchase: Purchase,
  {
    shippingAddress,
    shippingMethodId,
    expectedTotal,
  }: Pick<StartCheckoutInput, 'shippingMethodId' | 'expectedTotal'> & {
    readonly shippingAddress: AddressView;
  },
): Promise<Quote> {
  const { country, region } = shippingAddress;
  const destination = { country, region };
  const quote = await pricing.quote({ ...purchase, destination, shippingMethodId });
  const { unavailable, rejectedCodes, prices, regionProblem } = quote;
  if (regionProblem !== null) {
    throw regionInvalid(regionProblem, country, 'shippingAddress.region');
  }
  if (unavailable.length > 0) {
    throw new ShopError('CART_CHANGED', {
      details: { unavailable: unavailable.map(({ sku }) => sku) },
    });
  }
  const [rejected] = rejectedCodes;
  if (rejected !== undefined) {
    throw new ShopError('DISCOUNT_REFUSED', { details: rejected });
  }
  requireShipping(quote);
  if (expectedTotal !== undefined && !isSame(expectedTotal, prices.total)) {
    const details = { expected: expectedTotal, actual: prices.total };
    throw new ShopError('CHECKOUT_TOTAL_DIFFERS', { details });
  }
  return quote;
}
