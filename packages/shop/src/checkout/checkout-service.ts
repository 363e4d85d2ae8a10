import type {
  Buyer,
  CallOrigin,
  CancelCheckoutInput,
  CheckoutIdInput,
  CheckoutView,
  CompleteCheckoutInput,
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
  start(buyer: Buyer, input: StartCheckoutInput, origin: CallOrigin): Promise<CheckoutView>;
  /**
   * Returns a checkout.
   * @throws {ShopError} CHECKOUT_NOT_FOUND.
   */
  get(buyer: Buyer, input: CheckoutIdInput): Promise<CheckoutView>;
  /**
   * Cancels a checkout.
   * @throws {ShopError} CHECKOUT_NOT_FOUND or CHECKOUT_CLOSED.
   */
  cancel(buyer: Buyer, input: CancelCheckoutInput, origin: CallOrigin): Promise<CheckoutView>;
  /**
   * Starts the payment, or continues the existing one.
   * @throws {ShopError} CHECKOUT_NOT_FOUND, CHECKOUT_CLOSED, PAYMENT_UNAVAILABLE or
   * PAYMENT_REJECTED.
   */
  pay(buyer: Buyer, input: PayCheckoutInput, origin: CallOrigin): Promise<CheckoutView>;
  /**
   * Places the order when the payment is authorized, and captures the payment. The response's
   * `payment` shows what the payment still requires.
   * @throws {ShopError} CHECKOUT_NOT_FOUND, CHECKOUT_CLOSED, PAYMENT_REQUIRED or
   * PAYMENT_UNAVAILABLE.
   */
  complete(buyer: Buyer, input: CompleteCheckoutInput, origin: CallOrigin): Promise<CheckoutView>;
}
