import { buyerKeyOf, type CheckoutPreview, type CheckoutProblem } from '@trastienda/shop-contract';
import type { CartState } from '@trastienda/shop-db';
import { regionInvalid } from '../base/places/region-invalid.ts';
import { availableFor } from '../carts/available-for.ts';
import type { CartDeps } from '../carts/cart-service.ts';
import { newCart } from '../carts/change-cart.ts';
import { quoteForCart } from '../carts/quote-for-cart.ts';
import { stockShortage } from '../carts/stock-shortage.ts';
import type { Quote } from '../pricing/pricing-service.ts';
import type { CheckoutService } from './checkout-service.ts';

/** Returns what `checkout.start` would reject, in the order in which a buyer can solve it. */
async function problemsOf(
  deps: CartDeps,
  cart: CartState,
  quote: Quote,
): Promise<CheckoutProblem[]> {
  const { unavailable, rejectedCodes, regionProblem, isShippingRequired, shippingMethod } = quote;
  const unsold = new Set(unavailable.map(({ sku }) => sku));
  const available = await availableFor(deps, cart);
  const short = cart.lines
    .filter(({ sku }) => !unsold.has(sku))
    .flatMap(({ sku, quantity }) => stockShortage(sku, quantity, available(sku)));
  const problems: CheckoutProblem[] = [
    ...unavailable.map((line) => ({ kind: 'unavailable' as const, ...line })),
    ...short,
    ...rejectedCodes.map((code) => ({ kind: 'discount-refused' as const, ...code })),
  ];
  if (cart.lines.length === 0) problems.push({ kind: 'cart-empty' });
  if (regionProblem === 'missing') problems.push({ kind: 'region-required' });
  if (isShippingRequired && shippingMethod === null) {
    problems.push({ kind: 'shipping-method-required' });
  }
  return problems;
}

/** Creates the price of a cart with tax and shipping, before a checkout reserves anything. */
export function createPreviewCheckout(deps: CartDeps): Pick<CheckoutService, 'preview'> {
  return {
    async preview(buyer, { country, region, shippingMethodId }): Promise<CheckoutPreview> {
      const found = await deps.database.carts.findByBuyer(buyerKeyOf(buyer));
      const cart = found ?? newCart(deps, buyer);
      const quote = await quoteForCart(deps, cart, { country, region }, shippingMethodId);
      const { regionProblem, shippingMethod, shippingOptions, prices, isShippingRequired } = quote;
      if (regionProblem === 'unknown') throw regionInvalid(regionProblem, country, 'region');
      return {
        prices,
        isShippingRequired,
        isRegionRequired: regionProblem === 'missing',
        shippingOptions: [...shippingOptions],
        shippingMethod: shippingMethod && { id: shippingMethod.id, name: shippingMethod.name },
        problems: await problemsOf(deps, cart, quote),
      };
    },
  };
}
