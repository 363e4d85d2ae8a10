import {
  buyerKeyOf,
  type CallOrigin,
  type CheckoutPreview,
  type CheckoutProblem,
} from '@trastienda/shop-contract';
import type { CartState } from '@trastienda/shop-db';
import { regionInvalid } from '../base/places/region-invalid.ts';
import { availableFor } from '../carts/available-for.ts';
import type { CartDeps } from '../carts/cart-service.ts';
import { newCart } from '../carts/change-cart.ts';
import { quoteForCart } from '../carts/quote-for-cart.ts';
import { stockShortage } from '../carts/stock-shortage.ts';
import type { Quote } from '../pricing/pricing-service.ts';
import type { CheckoutService } from './checkout-service.ts';
import { findExceededLimit, type ReservationLimitDeps } from './limit-reservations.ts';

type PreviewCheckoutDeps = CartDeps & Pick<ReservationLimitDeps, 'reservationLimits'>;

/** Returns what `checkout.start` would reject, in the order in which a buyer can solve it. */
async function problemsOf(
  deps: PreviewCheckoutDeps,
  cart: CartState,
  quote: Quote,
  origin: CallOrigin,
): Promise<CheckoutProblem[]> {
  const { unavailable, rejectedCodes, regionProblem, isShippingRequired, shippingMethod } = quote;
  const unsold = new Set(unavailable.map(({ sku }) => sku));
  const stock = await deps.database.stock.find(cart.lines.map(({ sku }) => sku));
  const available = await availableFor(deps, cart, stock);
  const sold = cart.lines.filter(({ sku }) => !unsold.has(sku));
  const short = sold.flatMap(({ sku, quantity }) => stockShortage(sku, quantity, available(sku)));
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
  // As reserving does: untracked stock is not reserved.
  const tracked = new Set(stock.flatMap(({ sku, isTracked }) => (isTracked ? [sku] : [])));
  const reserved = sold.filter(({ sku }) => tracked.has(sku));
  const exceeded = await findExceededLimit(deps, cart, reserved, origin);
  if (exceeded !== null) problems.push({ kind: 'limit-reached', ...exceeded });
  return problems;
}

/** Creates the price of a cart with tax and shipping, before a checkout reserves anything. */
export function createPreviewCheckout(deps: PreviewCheckoutDeps): Pick<CheckoutService, 'preview'> {
  return {
    async preview(buyer, { country, region, shippingMethodId }, origin): Promise<CheckoutPreview> {
      const found = await deps.database.carts.findByBuyer(buyerKeyOf(buyer));
      const cart = found ?? newCart(deps, buyer);
      const quote = await quoteForCart(deps, cart, { country, region }, shippingMethodId);
      const { regionProblem, shippingMethod, shippingOptions, prices, isShippingRequired } = quote;
      if (regionProblem === 'unknown') throw regionInvalid(regionProblem, country, 'region');
      return {
        cartId: found?.id ?? null,
        prices,
        isShippingRequired,
        isRegionRequired: regionProblem === 'missing',
        shippingOptions: [...shippingOptions],
        shippingMethod: shippingMethod && { id: shippingMethod.id, name: shippingMethod.name },
        problems: await problemsOf(deps, cart, quote, origin),
      };
    },
  };
}
