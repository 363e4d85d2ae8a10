import { z } from 'zod';
import { AddressView } from '../checkout/address.ts';
import { PurchaseLine } from '../checkout/checkout.ts';
import { RefundView } from '../payments/payment.ts';
import { PriceBreakdown } from '../pricing/breakdown.ts';
import { Id, Timestamp } from '../primitives/identifiers.ts';
import { CurrencyCode, Money } from '../primitives/money.ts';
import { pageOf } from '../primitives/page.ts';

/**
 * pending: placed, the money is set aside but not taken. paid: taken, nothing sent yet.
 * partially-fulfilled: sent in part, and more is to be sent. fulfilled: some was sent, and nothing
 * is left to send. cancelled: nothing was sent, and nothing will be. Where the money is says
 * `paymentStatus`. See docs/BUYING.md for what leads from one to the other.
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

/** Where the order's money is; follows from `paid` and `refunded`. */
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
  /** What the line cost, with its share of discounts and tax. */
  total: Money,
  fulfilledQuantity: z.int(),
  /** Units that a refund was made for, whatever its amount. */
  refundedQuantity: z.int(),
  /** Units that were withdrawn before they were sent: `quantity` less these is sent in the end. */
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
  /** What the shop said to it. */
  answer: z.string().nullable(),
  requestedAt: Timestamp,
});
export type ReturnView = z.infer<typeof ReturnView>;

/** An order in a list. */
export const OrderSummary = z.object({
  id: Id,
  /** What people say to each other, as `7K3M-9QXA`. */
  number: z.string(),
  status: OrderStatus,
  paymentStatus: OrderPaymentStatus,
  total: Money,
  refunded: Money,
  itemCount: z.int(),
  placedAt: Timestamp,
});
export type OrderSummary = z.infer<typeof OrderSummary>;

/** A whole order: a snapshot of what was bought, which later changes of the shop do not touch. */
export const OrderView = OrderSummary.extend({
  email: z.string(),
  currency: CurrencyCode,
  lines: z.array(OrderLine),
  prices: PriceBreakdown,
  shippingAddress: AddressView,
  billingAddress: AddressView.nullable(),
  shippingMethod: z.object({ id: Id, name: z.string() }).nullable(),
  fulfilments: z.array(FulfilmentView),
  returns: z.array(ReturnView),
  refunds: z.array(RefundView),
  /** Whether the caller may cancel it: a buyer while nothing is sent, staff also the rest of it. */
  isCancellable: z.boolean(),
});
export type OrderView = z.infer<typeof OrderView>;

export const OrderPage = pageOf(OrderSummary);
export type OrderPage = z.infer<typeof OrderPage>;

export const StaffOrderSummary = OrderSummary.extend({ email: z.string(), name: z.string() });
export type StaffOrderSummary = z.infer<typeof StaffOrderSummary>;
export const StaffOrderPage = pageOf(StaffOrderSummary);
export type StaffOrderPage = z.infer<typeof StaffOrderPage>;

export const OrderNote = z.object({ id: Id, text: z.string(), at: Timestamp });
export type OrderNote = z.infer<typeof OrderNote>;

/** An order as staff see it. */
export const StaffOrderView = OrderView.extend({
  checkoutId: Id,
  paymentId: Id,
  /** Null for a guest. */
  accountId: Id.nullable(),
  notes: z.array(OrderNote),
});
export type StaffOrderView = z.infer<typeof StaffOrderView>;
