import { EmailAddress } from '@trastienda/auth-contract';
import { CurrencyCode, Id, Money, Timestamp } from '@trastienda/base';
import { z } from 'zod';
import { PaymentView } from '../payments/payment.ts';
import { CountryCode } from '../places/country.ts';
import { normalizeRegion, RegionInput } from '../places/region.ts';
import { PriceBreakdown } from '../pricing/breakdown.ts';
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
  isShippingRequired: z.boolean(),
  /**
   * Whether `checkout.start` rejects an address there without a region, because tax depends on it.
   */
  isRegionRequired: z.boolean(),
  options: z.array(ShippingOption),
});
export type ShippingOptions = z.infer<typeof ShippingOptions>;

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
});
export type StartCheckoutInput = z.infer<typeof StartCheckoutInput>;

export const CheckoutIdInput = z.object({ checkoutId: Id });
export type CheckoutIdInput = z.infer<typeof CheckoutIdInput>;

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
