import { Locale } from '@trastienda/auth-contract';
import { CurrencyCode, Id, Money, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';
import { AddressView } from '../checkout/address.ts';
import { PurchaseLine } from '../checkout/checkout.ts';
import { RefundView } from '../payments/payment.ts';
import { PriceBreakdown } from '../pricing/breakdown.ts';

/**
 * Statuses of an order. `pending`: placed, the money is authorized but not captured. `paid`:
 * captured, nothing sent yet. `partially-fulfilled`: a part was sent, more will be. `fulfilled`:
 * something was sent, nothing is left to send. The last one: nothing was sent or will be.
 * `paymentStatus` tells where the money is. For the transitions see docs/BUYING.md.
 */
export const ORDER_STATUSES = [
  'pending',
  'paid',
  'partially-fulfilled',
  'fulfilled',
  'cancelled',
] as const;
export const OrderStatus = z.enum(ORDER_STATUSES);
export type OrderStatus = z.infer<typeof OrderStatus>;

/** Payment status of an order; derived from `paid` and `refunded`. */
export const OrderPaymentStatus = z.enum([
  'pending',
  'paid',
  'partially-refunded',
  'refunded',
  'voided',
]);
export type OrderPaymentStatus = z.infer<typeof OrderPaymentStatus>;

export const OrderLine = PurchaseLine.extend({
  discount: Money,
  tax: Money,
  taxRatePpm: z.int(),
  /** Total of the line, including its share of discounts and tax. */
  total: Money,
  fulfilledQuantity: z.int(),
  /** Units with a refund, whatever its amount. */
  refundedQuantity: z.int(),
  /** Units withdrawn before they were sent: `quantity` minus these is sent in the end. */
  canceledQuantity: z.int().default(0),
  /** Units that were sent and came back. */
  returnedQuantity: z.int().default(0),
});
export type OrderLine = z.infer<typeof OrderLine>;

const Quantities = z.array(z.object({ sku: z.string(), quantity: z.int().min(1) }));

export const FulfilmentView = z.object({
  id: Id,
  lines: Quantities,
  tracking: z
    .object({ carrier: z.string(), number: z.string(), url: z.string().nullable() })
    .nullable(),
  at: Timestamp,
});
export type FulfilmentView = z.infer<typeof FulfilmentView>;

export const ReturnStatus = z.enum(['requested', 'accepted', 'declined']);
export type ReturnStatus = z.infer<typeof ReturnStatus>;

export const ReturnView = z.object({
  id: Id,
  lines: Quantities,
  reason: z.string(),
  status: ReturnStatus,
  /** The shop's answer to the return request. */
  answer: z.string().nullable(),
  requestedAt: Timestamp,
});
export type ReturnView = z.infer<typeof ReturnView>;

/** Order in a list. */
export const OrderSummary = z.object({
  id: Id,
  /** Number for use between people, as `7K3M-9QXA`. */
  number: z.string(),
  status: OrderStatus,
  paymentStatus: OrderPaymentStatus,
  total: Money,
  refunded: Money,
  itemCount: z.int(),
  /** Whether anything of it is shipped; false for digital products alone. */
  isShipped: z.boolean(),
  placedAt: Timestamp,
});
export type OrderSummary = z.infer<typeof OrderSummary>;

/** Whole order: a snapshot of the purchase, unaffected by later changes in the shop. */
export const OrderView = OrderSummary.extend({
  email: z.string(),
  /** Language of emails about the order; null in orders of earlier versions. */
  locale: Locale.nullable(),
  currency: CurrencyCode,
  lines: z.array(OrderLine),
  prices: PriceBreakdown,
  shippingAddress: AddressView,
  billingAddress: AddressView.nullable(),
  shippingMethod: z.object({ id: Id, name: z.string() }).nullable(),
  fulfilments: z.array(FulfilmentView),
  returns: z.array(ReturnView),
  refunds: z.array(RefundView),
  /**
   * Whether the caller may cancel it: a buyer before anything is sent, staff also the rest of it.
   */
  isCancellable: z.boolean(),
});
export type OrderView = z.infer<typeof OrderView>;

/**
 * Order as the link in its emails shows it. Emails are forwarded, so it has neither the email address
 * nor the billing address nor a phone number.
 */
export const LinkedOrderView = OrderView.omit({
  email: true,
  billingAddress: true,
  isCancellable: true,
}).extend({ shippingAddress: AddressView.omit({ phone: true }) });
export type LinkedOrderView = z.infer<typeof LinkedOrderView>;

export const OrderPage = pageOf(OrderSummary);
export type OrderPage = z.infer<typeof OrderPage>;

export const StaffOrderSummary = OrderSummary.extend({ email: z.string(), name: z.string() });
export type StaffOrderSummary = z.infer<typeof StaffOrderSummary>;
export const StaffOrderPage = pageOf(StaffOrderSummary);
export type StaffOrderPage = z.infer<typeof StaffOrderPage>;

export const OrderNote = z.object({ id: Id, text: z.string(), at: Timestamp });
export type OrderNote = z.infer<typeof OrderNote>;

/** Order as staff see it. */
export const StaffOrderView = OrderView.extend({
  checkoutId: Id,
  paymentId: Id,
  /** Null for a guest. */
  accountId: Id.nullable(),
  notes: z.array(OrderNote),
});
export type StaffOrderView = z.infer<typeof StaffOrderView>;
