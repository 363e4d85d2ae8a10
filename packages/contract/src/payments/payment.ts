import { z } from 'zod';
import { Id, Timestamp } from '../primitives/identifiers.ts';
import { Money } from '../primitives/money.ts';

/**
 * created: not known to the provider yet. requires-action: waits for the buyer (a means of payment,
 * or a confirmation with the bank). processing: the provider does not know yet. authorized: the
 * amount is set aside. captured: the money is taken. failed, voided: nothing was taken.
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
export const PaymentStatus = z.enum(PAYMENT_STATUSES);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

export const REFUND_STATUSES = ['pending', 'succeeded', 'failed'] as const;
export const RefundStatus = z.enum(REFUND_STATUSES);
export type RefundStatus = z.infer<typeof RefundStatus>;

/** A refund. Its amount is 0 where units were withdrawn or taken back and no money was given back. */
export const RefundView = z.object({
  id: Id,
  amount: Money,
  status: RefundStatus,
  reason: z.string().nullable(),
  /** The units that it is for, and their share of `amount`; empty for a plain amount. */
  lines: z.array(z.object({ sku: z.string(), quantity: z.int(), amount: Money })).default([]),
  /** How much of `amount` was asked for as shipping; null when none was. */
  shipping: Money.nullable().default(null),
  createdAt: Timestamp,
});
export type RefundView = z.infer<typeof RefundView>;

/** A payment as the buyer sees it: enough to finish it with the provider's own widgets. */
export const PaymentView = z.object({
  id: Id,
  provider: z.string(),
  status: PaymentStatus,
  amount: Money,
  /** For the provider's library in the browser (Stripe's `client_secret`). */
  clientSecret: z.string().nullable(),
  /** Where the buyer confirms it, when that is a page of its own. */
  actionUrl: z.string().nullable(),
  /** The provider's code of why it failed last, as `card_declined`. */
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type PaymentView = z.infer<typeof PaymentView>;

/** A payment as staff see it. */
export const StaffPaymentView = PaymentView.omit({ clientSecret: true, actionUrl: true }).extend({
  checkoutId: Id,
  orderId: Id.nullable(),
  /** The provider's name for it. */
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
