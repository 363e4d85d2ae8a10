import type { Clock, Fallible } from '@trastienda/base';
import type {
  AddToCartInput,
  Buyer,
  CallOrigin,
  CartView,
  SetCartCurrencyInput,
  SetCartLineInput,
  SetCartLocaleInput,
  SetDiscountCodesInput,
  ShippingOptions,
  ShippingOptionsInput,
} from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import type { Quoting } from '../pricing/pricing-service.ts';

/** Dependencies of carts. */
export interface CartDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly pricing: Quoting;
  /** Currency of a new cart whose buyer has not chosen one. */
  readonly currency: string;
}

/**
 * The cart of a buyer. Every change returns the whole cart after it, acknowledges the current price
 * of the changed line, and fails with CART_FULL beyond the cart's limits.
 */
export interface CartService {
  get(buyer: Buyer): Promise<CartView>;
  /**
   * Adds units of a SKU.
   * @throws {ShopError} VARIANT_NOT_FOUND or CURRENCY_UNSUPPORTED.
   */
  add(
    buyer: Buyer,
    input: AddToCartInput,
  ): Fallible<CartView, 'VARIANT_NOT_FOUND' | 'CURRENCY_UNSUPPORTED' | 'CART_FULL'>;
  /**
   * Sets the quantity of a SKU; 0 removes its line.
   * @throws {ShopError} VARIANT_NOT_FOUND for more than 0 of a SKU that is not in the cart or not
   * for sale.
   */
  setLine(
    buyer: Buyer,
    input: SetCartLineInput,
  ): Fallible<CartView, 'VARIANT_NOT_FOUND' | 'CURRENCY_UNSUPPORTED' | 'CART_FULL'>;
  /**
   * Sets the discount codes. Keeps unusable codes too: `changes` has the reason, and they may
   * become usable.
   */
  setDiscountCodes(buyer: Buyer, input: SetDiscountCodesInput): Fallible<CartView, 'CART_FULL'>;
  /**
   * Changes the currency.
   * @throws {ShopError} CURRENCY_UNSUPPORTED.
   */
  setCurrency(
    buyer: Buyer,
    input: SetCartCurrencyInput,
  ): Fallible<CartView, 'CURRENCY_UNSUPPORTED' | 'CART_FULL'>;
  /** Sets the language of emails about the purchase. */
  setLocale(buyer: Buyer, input: SetCartLocaleInput): Fallible<CartView, 'CART_FULL'>;
  /** Acknowledges the current prices, so that `changes` no longer lists them. */
  acknowledge(buyer: Buyer): Promise<CartView>;
  clear(buyer: Buyer): Promise<CartView>;
  /**
   * Merges a guest's cart into the account's and removes it: quantities add up per SKU, within the
   * cart's limits. An open checkout of the guest's cart releases its stock unless it has a payment.
   * Adds nothing when repeated, or without a guest.
   */
  claim(
    account: Buyer,
    guest: Buyer | null,
    origin: CallOrigin,
  ): Fallible<CartView, 'CART_FULL' | 'CURRENCY_UNSUPPORTED'>;
  shippingOptions(buyer: Buyer, input: ShippingOptionsInput): Promise<ShippingOptions>;
}
