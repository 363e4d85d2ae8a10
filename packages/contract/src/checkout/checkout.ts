import { EmailAddress, Locale } from '@trastienda/auth-contract';
import { CurrencyCode, Id, Money, Timestamp } from '@trastienda/base';
import { z } from 'zod';
import { CART_PROBLEMS, MAX_DISCOUNT_CODES } from '../cart/cart.ts';
import { PaymentView } from '../payments/payment.ts';
import { CountryCode } from '../places/country.ts';
import { normalizeRegion, RegionInput } from '../places/region.ts';
import { PriceBreakdown } from '../pricing/breakdown.ts';
import { DiscountCode } from '../primitives/codes.ts';
import { Address, AddressView } from './address.ts';

/**
 * Statuses of a checkout. `open`: its stock is reserved until `expiresAt`. `completed`: it became
 * an order. `expired`: it was not paid in time, and its stock was released. The last one: the
 * buyer canceled it or started another checkout.
 */
export const CHECKOUT_STATUSES = ['open', 'completed', 'expired', 'cancelled'] as const;
export const CheckoutStatus = z.enum(CHECKOUT_STATUSES);
export type CheckoutStatus = z.infer<typeof CheckoutStatus>;

/** Purchased item as it was when the checkout started. */
export const PurchaseLine = z.object({
  sku: z.string(),
  productId: Id,
  title: z.string(),
  optionValues: z.array(z.string()),
  imageUrl: z.string().nullable(),
  quantity: z.int().min(1),
  unitPrice: Money,
  weightGrams: z.number().nullable(),
  requiresShipping: z.boolean(),
});
export type PurchaseLine = z.infer<typeof PurchaseLine>;

export const ShippingOption = z.object({
  id: Id,
  name: z.string(),
  price: Money,
});
export type ShippingOption = z.infer<typeof ShippingOption>;

/**
 * Input for the shipping options of the buyer's cart and an address; the result is empty if nothing
 * is shipped.
 */
export const ShippingOptionsInput = z
  .object({ country: CountryCode, region: RegionInput })
  .transform((place, context) => ({ ...place, region: normalizeRegion(place, context) }));
export type ShippingOptionsInput = z.infer<typeof ShippingOptionsInput>;
export const ShippingOptions = z.object({
  /** The cart whose options these are; null when the buyer has none. */
  cartId: Id.nullable(),
  isShippingRequired: z.boolean(),
  /**
   * Whether `checkout.start` rejects an address there without a region, because tax depends on it.
   */
  isRegionRequired: z.boolean(),
  options: z.array(ShippingOption),
});
export type ShippingOptions = z.infer<typeof ShippingOptions>;

/** Destination and shipping method to price the buyer's cart for. */
export const PreviewCheckoutInput = z
  .object({
    country: CountryCode,
    region: RegionInput,
    /** Null until the buyer has chosen one; the prices are then without shipping. */
    shippingMethodId: Id.nullable().default(null),
  })
  .transform((place, context) => ({ ...place, region: normalizeRegion(place, context) }));
export type PreviewCheckoutInput = z.infer<typeof PreviewCheckoutInput>;

/**
 * Limits on what unpaid checkouts reserve: units of stock by all checkouts of one buyer or from one
 * network address, and open checkouts from one address.
 */
export const ReservationLimit = z.enum(['buyer-units', 'address-units', 'address-checkouts']);
export type ReservationLimit = z.infer<typeof ReservationLimit>;

/** What `checkout.start` would reject, and what is still missing from the prices. */
export const CheckoutProblem = z.discriminatedUnion('kind', [
  ...CART_PROBLEMS,
  z.object({ kind: z.literal('cart-empty') }),
  /** Tax depends on the region: the prices are without it. */
  z.object({ kind: z.literal('region-required') }),
  /** No method is chosen, or the chosen one does not ship this cart there. */
  z.object({ kind: z.literal('shipping-method-required') }),
  /** The cart, with other unpaid checkouts, would reserve more than `max`. */
  z.object({ kind: z.literal('limit-reached'), limit: ReservationLimit, max: z.int() }),
]);
export type CheckoutProblem = z.infer<typeof CheckoutProblem>;

/**
 * Prices of the buyer's cart with tax and shipping. Without problems, `checkout.start` with the same
 * destination and method has these prices, unless something changes meanwhile: pass `prices.total`
 * as its `expectedTotal`.
 */
export const CheckoutPreview = z.object({
  /** The cart that was priced; null when the buyer has none. */
  cartId: Id.nullable(),
  prices: PriceBreakdown,
  isShippingRequired: z.boolean(),
  isRegionRequired: z.boolean(),
  shippingOptions: z.array(ShippingOption),
  /** The requested method; null when it does not ship this cart there. */
  shippingMethod: z.object({ id: Id, name: z.string() }).nullable(),
  problems: z.array(CheckoutProblem),
});
export type CheckoutPreview = z.infer<typeof CheckoutPreview>;

/**
 * Starts a checkout of the caller's cart: fixes prices and reserves stock until the checkout
 * expires. Cancels an open checkout of the same cart.
 */
export const StartCheckoutInput = z.object({
  email: EmailAddress,
  shippingAddress: Address,
  /** Null means the shipping address. */
  billingAddress: Address.nullable().default(null),
  /** Required when the cart contains anything to ship. */
  shippingMethodId: Id.nullable().default(null),
  /** Total that the buyer was shown. If it is given, a checkout with another total is rejected. */
  expectedTotal: Money.optional(),
  /**
   * Language of emails about the purchase; by default that of the cart, then of the account, then of
   * the shop.
   */
  locale: Locale.optional(),
});
export type StartCheckoutInput = z.infer<typeof StartCheckoutInput>;

export const CheckoutIdInput = z.object({ checkoutId: Id });
export type CheckoutIdInput = z.infer<typeof CheckoutIdInput>;

/**
 * Changes of an open checkout; absent fields stay. Its lines, their prices and the reserved stock
 * stay too. Tax, shipping and discounts are computed again when one of the fields that they depend
 * on is given.
 */
export const AmendCheckoutInput = CheckoutIdInput.extend({
  email: EmailAddress.optional(),
  shippingAddress: Address.optional(),
  /** Null means the shipping address. */
  billingAddress: Address.nullable().optional(),
  shippingMethodId: Id.nullable().optional(),
  /** Replaces all codes of the checkout; those of the cart stay. */
  discountCodes: z.array(DiscountCode).max(MAX_DISCOUNT_CODES).optional(),
  /** Total that the buyer was shown. If it is given, an amendment with another total is rejected. */
  expectedTotal: Money.optional(),
  locale: Locale.optional(),
});
export type AmendCheckoutInput = z.infer<typeof AmendCheckoutInput>;

/**
 * Payment of a checkout. `paymentMethod` is created by the provider's library in the browser from
 * the buyer's card (`pm_…` of Stripe, or `pm_test_approve` and its siblings of the sandbox).
 * Without it the payment waits until the buyer completes it with that library.
 */
export const PayCheckoutInput = CheckoutIdInput.extend({
  paymentMethod: z
    .string()
    .regex(/^[\w-]{1,255}$/)
    .nullable()
    .default(null),
});
export type PayCheckoutInput = z.infer<typeof PayCheckoutInput>;

export const CheckoutView = z.object({
  id: Id,
  status: CheckoutStatus,
  email: z.string(),
  /** Language of emails about the purchase; null in checkouts of earlier versions. */
  locale: Locale.nullable(),
  currency: CurrencyCode,
  lines: z.array(PurchaseLine),
  prices: PriceBreakdown,
  shippingAddress: AddressView,
  billingAddress: AddressView.nullable(),
  shippingMethod: z.object({ id: Id, name: z.string() }).nullable(),
  /** Current payment: the last that was started. */
  payment: PaymentView.nullable(),
  /** Order that the checkout became. */
  orderId: Id.nullable(),
  orderNumber: z.string().nullable(),
  createdAt: Timestamp,
  expiresAt: Timestamp,
});
export type CheckoutView = z.infer<typeof CheckoutView>;
