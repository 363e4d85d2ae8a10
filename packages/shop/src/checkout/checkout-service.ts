import type { Fallible, Keyed } from '@trastienda/base';
import type {
  Buyer,
  CallOrigin,
  CheckoutIdInput,
  CheckoutView,
  PayCheckoutInput,
  StartCheckoutInput,
} from '@trastienda/shop-contract';

/**
 * The steps of a purchase. Each step may be repeated with its idempotency key; see docs/BUYING.md.
 */
export interface CheckoutService {
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
