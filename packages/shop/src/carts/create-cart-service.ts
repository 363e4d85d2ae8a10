import {
  buyerKeyOf,
  MAX_CART_LINES,
  MAX_LINE_QUANTITY,
  ShopError,
} from '@trastienda/shop-contract';
import { regionInvalid } from '../base/places/region-invalid.ts';
import type { CartDeps, CartService } from './cart-service.ts';
import { changeCart, newCart } from './change-cart.ts';
import { quoteForCart } from './quote-for-cart.ts';
import { emptyCartView, viewCart } from './view-cart.ts';

const always = () => true;
const never = () => false;

/** Creates the carts of accounts and guests, without claiming; see docs/BUYING.md. */
export function createCartService(deps: CartDeps): Omit<CartService, 'claim'> {
  const { carts } = deps.database;

  return {
    async get(buyer) {
      const cart = await carts.findByBuyer(buyerKeyOf(buyer));
      if (cart === null) return emptyCartView(deps.currency);
      return viewCart(deps, cart, await quoteForCart(deps, cart));
    },

    add: (buyer, { sku, quantity, currency }) =>
      changeCart(deps, buyer, (cart) => {
        const before = cart.lines.find((line) => line.sku === sku);
        const together = quantity + (before?.quantity ?? 0);
        if (together > MAX_LINE_QUANTITY) {
          const details = { limit: 'line-quantity', max: MAX_LINE_QUANTITY, sku } as const;
          throw new ShopError('CART_FULL', { details });
        }
        if (before === undefined && cart.lines.length >= MAX_CART_LINES) {
          throw new ShopError('CART_FULL', { details: { limit: 'lines', max: MAX_CART_LINES } });
        }
        const added = { sku, quantity: together };
        return {
          ...cart,
          currency: (cart.lines.length === 0 ? currency : undefined) ?? cart.currency,
          lines:
            before === undefined
              ? [...cart.lines, added]
              : cart.lines.map((line) => (line === before ? added : line)),
          isAcknowledged: (each) => each === sku,
          mustSell: sku,
        };
      }),

    setLine: (buyer, { sku, quantity }) =>
      changeCart(deps, buyer, (cart) => {
        const before = cart.lines.find((line) => line.sku === sku);
        if (before === undefined) {
          if (quantity === 0) return null;
          throw new ShopError('VARIANT_NOT_FOUND', { details: { sku } });
        }
        if (quantity === 0) {
          return {
            ...cart,
            lines: cart.lines.filter((line) => line !== before),
            isAcknowledged: never,
          };
        }
        const changed = { sku, quantity };
        return {
          ...cart,
          lines: cart.lines.map((line) => (line === before ? changed : line)),
          isAcknowledged: (each) => each === sku,
          mustSell: sku,
        };
      }),

    setDiscountCodes: (buyer, { codes }) =>
      changeCart(deps, buyer, (cart) => ({
        ...cart,
        discountCodes: [...new Set(codes)],
        isAcknowledged: never,
      })),

    setCurrency: (buyer, { currency }) =>
      changeCart(deps, buyer, (cart) => ({ ...cart, currency, isAcknowledged: always })),

    setLocale: (buyer, { locale }) =>
      changeCart(deps, buyer, (cart) =>
        cart.locale === locale ? null : { ...cart, locale, isAcknowledged: never },
      ),

    acknowledge: (buyer) =>
      changeCart(deps, buyer, (cart) =>
        cart.revision === 0 ? null : { ...cart, isAcknowledged: always },
      ),

    clear: (buyer) =>
      changeCart(deps, buyer, (cart) =>
        cart.revision === 0
          ? null
          : { ...cart, lines: [], discountCodes: [], isAcknowledged: never },
      ),

    async shippingOptions(buyer, destination) {
      const cart = await carts.findByBuyer(buyerKeyOf(buyer));
      const quote = await quoteForCart(deps, cart ?? newCart(deps, buyer), destination);
      const { isShippingRequired, regionProblem, shippingOptions } = quote;
      if (regionProblem === 'unknown') {
        throw regionInvalid(regionProblem, destination.country, 'region');
      }
      const isRegionRequired = regionProblem === 'missing';
      const options = [...shippingOptions];
      return { cartId: cart?.id ?? null, isShippingRequired, isRegionRequired, options };
    },
  };
}
