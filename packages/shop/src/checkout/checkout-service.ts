import type {
  Buyer,
  CallOrigin,
  CancelCheckoutInput,
  CheckoutIdInput,
  CheckoutView,
  CompleteCheckoutInput,
  PayCheckoutInput,
  StartCheckoutInput,
} from '@trastienda/contract';

/** Buying, step by step. Every step may be repeated with its key; see docs/BUYING.md. */
export interface CheckoutService {
  /**
   * `CART_EMPTY`, `CART_CHANGED`, `STOCK_INSUFFICIENT`, `DISCOUNT_REFUSED`, `SHIPPING_UNAVAILABLE`,
   * `CHECKOUT_TOTAL_DIFFERS`, `CHECKOUT_LIMIT_REACHED`, `IDEMPOTENCY_KEY_REUSED`.
   */
  start(buyer: Buyer, input: StartCheckoutInput, origin: CallOrigin): Promise<CheckoutView>;
  /** `CHECKOUT_NOT_FOUND`. */
  get(buyer: Buyer, input: CheckoutIdInput): Promise<CheckoutView>;
  /** `CHECKOUT_NOT_FOUND`, `CHECKOUT_CLOSED`. */
  cancel(buyer: Buyer, input: CancelCheckoutInput, origin: CallOrigin): Promise<CheckoutView>;
  /**
   * Begins the payment, or goes on with the one that there is. `CHECKOUT_NOT_FOUND`,
   * `CHECKOUT_CLOSED`, `PAYMENT_UNAVAILABLE`, `PAYMENT_REJECTED`.
   */
  pay(buyer: Buyer, input: PayCheckoutInput, origin: CallOrigin): Promise<CheckoutView>;
  /**
   * Places the order when the payment is authorized, and takes the money. What the payment still
   * lacks is seen in the answer's `payment`. `CHECKOUT_NOT_FOUND`, `CHECKOUT_CLOSED`,
   * `PAYMENT_REQUIRED`, `PAYMENT_UNAVAILABLE`.
   */
  complete(buyer: Buyer, input: CompleteCheckoutInput, origin: CallOrigin): Promise<CheckoutView>;
}
