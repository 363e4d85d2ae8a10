import type {
  AddToCartInput,
  Buyer,
  CallOrigin,
  CartView,
  SetCartCurrencyInput,
  SetCartLineInput,
  SetDiscountCodesInput,
  ShippingOptions,
  ShippingOptionsInput,
} from '@trastienda/contract';
import type { Database } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';
import type { Quoting } from '../pricing/pricing-service.ts';

/** What carts are built on. */
export interface CartDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly pricing: Quoting;
  /** Of a cart for which nobody has said another. */
  readonly currency: string;
}

/**
 * A buyer's cart. What changes it gives the whole cart as it is afterwards, takes today's price of
 * the line that it is about for known, and fails with `CART_FULL` for more than a cart holds.
 */
export interface CartService {
  get(buyer: Buyer): Promise<CartView>;
  /** `VARIANT_NOT_FOUND`, `CURRENCY_UNSUPPORTED`. */
  add(buyer: Buyer, input: AddToCartInput): Promise<CartView>;
  /** `VARIANT_NOT_FOUND` for more than 0 of a SKU that is not in the cart, or not for sale. */
  setLine(buyer: Buyer, input: SetCartLineInput): Promise<CartView>;
  /** Keeps codes that cannot be used too: `changes` says why, and it may be otherwise later. */
  setDiscountCodes(buyer: Buyer, input: SetDiscountCodesInput): Promise<CartView>;
  /** `CURRENCY_UNSUPPORTED`. */
  setCurrency(buyer: Buyer, input: SetCartCurrencyInput): Promise<CartView>;
  /** Takes today's prices for known: `changes` tells of other things only. */
  acknowledge(buyer: Buyer): Promise<CartView>;
  clear(buyer: Buyer): Promise<CartView>;
  /**
   * Merges a guest's cart into the account's and removes it: quantities add up per SKU, as far as a
   * cart goes. An open checkout of the guest's cart gives its stock back unless a payment of it was
   * begun. Repeating it, or without a guest, adds nothing.
   */
  claim(account: Buyer, guest: Buyer | null, origin: CallOrigin): Promise<CartView>;
  shippingOptions(buyer: Buyer, input: ShippingOptionsInput): Promise<ShippingOptions>;
}
