import { z } from 'zod';
import { EmailAddress } from '../accounts/account-parts.ts';
import { PaymentView } from '../payments/payment.ts';
import { CountryCode } from '../places/country.ts';
import { normalizeRegion, RegionInput } from '../places/region.ts';
import { PriceBreakdown } from '../pricing/breakdown.ts';
import { IdempotencyKey } from '../primitives/idempotency-key.ts';
import { Id, Timestamp } from '../primitives/identifiers.ts';
import { CurrencyCode, Money } from '../primitives/money.ts';
import { Address, AddressView } from './address.ts';

/**
 * open: holds its stock until `expiresAt`. completed: it became an order. expired: it took too
 * long, and its stock is for others. cancelled: the buyer thought better of it or began another.
 */
export const CHECKOUT_STATUSES = ['open', 'completed', 'expired', 'cancelled'] as const;
export const CheckoutStatus = z.enum(CHECKOUT_STATUSES);
export type CheckoutStatus = z.infer<typeof CheckoutStatus>;

/** What is being bought, as it was when the checkout began. */
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

/** What shipping the buyer's cart there would cost; empty when nothing of it is sent. */
export const ShippingOptionsInput = z
  .object({ country: CountryCode, region: RegionInput })
  .transform((place, context) => ({ ...place, region: normalizeRegion(place, context) }));
export type ShippingOptionsInput = z.infer<typeof ShippingOptionsInput>;
export const ShippingOptions = z.object({
  isShippingRequired: z.boolean(),
  /** Whether `checkout.start` refuses an address there without a region: tax depends on it. */
  isRegionRequired: z.boolean(),
  options: z.array(ShippingOption),
});
export type ShippingOptions = z.infer<typeof ShippingOptions>;

/**
 * Begins to buy what is in the caller's cart: prices are fixed and stock is reserved until the
 * checkout expires. An open one of the same cart is cancelled for it.
 */
export const StartCheckoutInput = z.object({
  email: EmailAddress,
  shippingAddress: Address,
  /** Null: as the shipping address. */
  billingAddress: Address.nullable().default(null),
  /** Needed when anything in the cart is sent. */
  shippingMethodId: Id.nullable().default(null),
  /** What the buyer was shown; with it a checkout that would cost anything else is refused. */
  expectedTotal: Money.optional(),
  idempotencyKey: IdempotencyKey,
});
export type StartCheckoutInput = z.infer<typeof StartCheckoutInput>;

export const CheckoutIdInput = z.object({ checkoutId: Id });
export type CheckoutIdInput = z.infer<typeof CheckoutIdInput>;

export const CancelCheckoutInput = CheckoutIdInput.extend({ idempotencyKey: IdempotencyKey });
export type CancelCheckoutInput = z.infer<typeof CancelCheckoutInput>;

/**
 * `paymentMethod` is what the provider's library in the browser made of the buyer's card
 * (`pm_…` of Stripe, or `pm_test_approve` and its siblings of the sandbox); without it the
 * payment waits for the buyer to finish it with that library.
 */
export const PayCheckoutInput = CheckoutIdInput.extend({
  paymentMethod: z
    .string()
    .regex(/^[\w-]{1,255}$/)
    .nullable()
    .default(null),
  idempotencyKey: IdempotencyKey,
});
export type PayCheckoutInput = z.infer<typeof PayCheckoutInput>;

export const CompleteCheckoutInput = CheckoutIdInput.extend({ idempotencyKey: IdempotencyKey });
export type CompleteCheckoutInput = z.infer<typeof CompleteCheckoutInput>;

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
  /** The one that counts: the last that was begun. */
  payment: PaymentView.nullable(),
  /** The order that it became. */
  orderId: Id.nullable(),
  orderNumber: z.string().nullable(),
  createdAt: Timestamp,
  expiresAt: Timestamp,
});
export type CheckoutView = z.infer<typeof CheckoutView>;
