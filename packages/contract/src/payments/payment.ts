import { Id, Money, Timestamp } from '@trastienda/base';
import { z } from 'zod';

/**
 * Statuses of a payment. `created`: not known to the provider yet. `requires-action`: waits for the
 * buyer (a payment method, or a confirmation with the bank). `processing`: the provider has no
 * result yet. `authorized`: the amount is reserved. `captured`: the money was taken. `failed`,
 * `voided`: nothing was taken.
 */
export const PAYMENT_STATUSES = [
  'created',
  'requires-action',
  'processing',
  'authorized',
  'captured',
  'failed',
  'voided',
] as const;
/** Why a payment gets no order. */
export const PAYMENT_REJECTIONS = [
  'superseded',
  'cancelled',
  'stock',
  'discount',
  'abandoned',
  'amount',
] as const;
export type PaymentRejection = (typeof PAYMENT_REJECTIONS)[number];

export const PaymentStatus = z.enum(PAYMENT_STATUSES);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

export const REFUND_STATUSES = ['pending', 'succeeded', 'failed'] as const;
export const RefundStatus = z.enum(REFUND_STATUSES);
export type RefundStatus = z.infer<typeof RefundStatus>;

/** Refund. Its amount is 0 if units were withdrawn or returned and no money was refunded. */
export const RefundView = z.object({
  id: Id,
  amount: Money,
  status: RefundStatus,
  reason: z.string().nullable(),
  /** Refunded units, and their share of `amount`; empty for a plain amount. */
  lines: z.array(z.object({ sku: z.string(), quantity: z.int(), amount: Money })).default([]),
  /** Part of `amount` that was requested as shipping; null without one. */
  shipping: Money.nullable().default(null),
  createdAt: Timestamp,
});
export type RefundView = z.infer<typeof RefundView>;

/** Payment as the buyer sees it: enough to complete it with the provider's widgets. */
export const PaymentView = z.object({
  id: Id,
  provider: z.string(),
  status: PaymentStatus,
  amount: Money,
  /** Secret for the provider's library in the browser (Stripe's `client_secret`). */
  clientSecret: z.string().nullable(),
  /** URL of the confirmation page, if the provider uses one. */
  actionUrl: z.string().nullable(),
  /** Failure code of the provider, as `card_declined`. */
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type PaymentView = z.infer<typeof PaymentView>;

/** Payment as staff see it. */
export const StaffPaymentView = PaymentView.omit({ clientSecret: true, actionUrl: true }).extend({
  checkoutId: Id,
  orderId: Id.nullable(),
  /** Id of the payment at the provider. */
  reference: z.string().nullable(),
  amountCaptured: Money,
  amountRefunded: Money,
  refunds: z.array(RefundView),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type StaffPaymentView = z.infer<typeof StaffPaymentView>;

export const PaymentIdInput = z.object({ paymentId: Id });
export type PaymentIdInput = z.infer<typeof PaymentIdInput>;
