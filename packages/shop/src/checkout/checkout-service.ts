import type { Fallible, Keyed } from '@trastienda/base';
import type {
  AmendCheckoutInput,
  Buyer,
  CallOrigin,
  CheckoutIdInput,
  CheckoutPreview,
  CheckoutView,
  PayCheckoutInput,
  PreviewCheckoutInput,
  StartCheckoutInput,
} from '@trastienda/shop-contract';

/**
 * The steps of a purchase. Each step may be repeated with its idempotency key; see docs/BUYING.md.
 */
export interface CheckoutService {
  /**
   * Prices the buyer's cart for a destination, as `start` would, and reserves nothing.
   * @throws {ShopError} CURRENCY_UNSUPPORTED or CART_FULL; INPUT_INVALID for a region that does not
   * exist where tax depends on it.
   */
  preview(
    buyer: Buyer,
    input: PreviewCheckoutInput,
    origin: CallOrigin,
  ): Fallible<CheckoutPreview, 'CURRENCY_UNSUPPORTED' | 'CART_FULL'>;
  /**
   * Starts a checkout of the buyer's cart.
   * @throws {ShopError} CART_EMPTY, CART_CHANGED, STOCK_INSUFFICIENT, DISCOUNT_REFUSED,
   * SHIPPING_UNAVAILABLE, CHECKOUT_TOTAL_DIFFERS, CHECKOUT_LIMIT_REACHED or IDEMPOTENCY_KEY_REUSED.
   */
  start(
    buyer: Buyer,
    input: Keyed<StartCheckoutInput>,
    origin: CallOrigin,
  ): Fallible<
    CheckoutView,
    | 'CART_EMPTY'
    | 'CART_CHANGED'
    | 'CART_FULL'
    | 'STOCK_INSUFFICIENT'
    | 'DISCOUNT_REFUSED'
    | 'SHIPPING_UNAVAILABLE'
    | 'CHECKOUT_TOTAL_DIFFERS'
    | 'CHECKOUT_LIMIT_REACHED'
    | 'CURRENCY_UNSUPPORTED'
    | 'IDEMPOTENCY_KEY_REUSED'
  >;
  /**
   * Returns a checkout.
   * @throws {ShopError} CHECKOUT_NOT_FOUND.
   */
  get(buyer: Buyer, input: CheckoutIdInput): Fallible<CheckoutView, 'CHECKOUT_NOT_FOUND'>;
  /**
   * Returns the open checkout of the buyer's cart, as after a reload of the page; null when there is
   * none.
   */
  current(buyer: Buyer): Promise<CheckoutView | null>;
  /**
   * Changes addresses, shipping or discounts of an open checkout that is not paid yet, and computes
   * its total again. A payment that waits for its buyer is replaced when the total changes.
   * @throws {ShopError} CHECKOUT_NOT_FOUND, CHECKOUT_CLOSED or PAYMENT_IN_PROGRESS, and as `start`.
   */
  amend(
    buyer: Buyer,
    input: Keyed<AmendCheckoutInput>,
    origin: CallOrigin,
  ): Fallible<
    CheckoutView,
    | 'CHECKOUT_NOT_FOUND'
    | 'CHECKOUT_CLOSED'
    | 'PAYMENT_IN_PROGRESS'
    | 'CART_CHANGED'
    | 'CART_FULL'
    | 'DISCOUNT_REFUSED'
    | 'SHIPPING_UNAVAILABLE'
    | 'CHECKOUT_TOTAL_DIFFERS'
    | 'IDEMPOTENCY_KEY_REUSED'
  >;
  /**
   * Cancels a checkout.
   * @throws {ShopError} CHECKOUT_NOT_FOUND or CHECKOUT_CLOSED.
   */
  cancel(
    buyer: Buyer,
    input: Keyed<CheckoutIdInput>,
    origin: CallOrigin,
  ): Fallible<CheckoutView, 'CHECKOUT_NOT_FOUND' | 'CHECKOUT_CLOSED' | 'IDEMPOTENCY_KEY_REUSED'>;
  /**
   * Starts the payment, or continues the existing one.
   * @throws {ShopError} CHECKOUT_NOT_FOUND, CHECKOUT_CLOSED, PAYMENT_UNAVAILABLE or
   * PAYMENT_REJECTED.
   */
  pay(
    buyer: Buyer,
    input: Keyed<PayCheckoutInput>,
    origin: CallOrigin,
  ): Fallible<
    CheckoutView,
    | 'CHECKOUT_NOT_FOUND'
    | 'CHECKOUT_CLOSED'
    | 'PAYMENT_UNAVAILABLE'
    | 'PAYMENT_REJECTED'
    | 'IDEMPOTENCY_KEY_REUSED'
  >;
  /**
   * Places the order when the payment is authorized, and captures the payment. The response's
   * `payment` shows what the payment still requires.
   * @throws {ShopError} CHECKOUT_NOT_FOUND, CHECKOUT_CLOSED, PAYMENT_REQUIRED or
   * PAYMENT_UNAVAILABLE.
   */
  complete(
    buyer: Buyer,
    input: Keyed<CheckoutIdInput>,
    origin: CallOrigin,
  ): Fallible<
    CheckoutView,
    | 'CHECKOUT_NOT_FOUND'
    | 'CHECKOUT_CLOSED'
    | 'PAYMENT_REQUIRED'
    | 'PAYMENT_UNAVAILABLE'
    | 'PAYMENT_REJECTED'
    | 'IDEMPOTENCY_KEY_REUSED'
  >;
}
