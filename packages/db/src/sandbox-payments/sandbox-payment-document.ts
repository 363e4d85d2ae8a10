/** A pending, succeeded or failed refund at the sandbox. */
export interface SandboxRefund {
  /** The sandbox's id of the refund. */
  readonly reference: string;
  /** The shop's id; null when it was made at the provider. */
  readonly refundId: string | null;
  readonly amount: number;
  readonly status: 'pending' | 'succeeded' | 'failed';
}

/** An event of a payment that the shop must be notified of. */
export interface SandboxEvent {
  readonly id: string;
  readonly type: string;
  readonly at: Date;
}

/**
 * A payment of the sandbox, in `sandbox_payments`: the provider's records, which share a database
 * with the shop's but no transaction.
 */
export interface SandboxPaymentDocument {
  /** The provider's id of the payment. */
  readonly _id: string;
  /** The shop's id; null when it was made at the provider. */
  readonly paymentId: string | null;
  readonly status:
    | 'requires-action'
    | 'processing'
    | 'authorized'
    | 'captured'
    | 'failed'
    | 'voided';
  readonly amount: number;
  readonly currency: string;
  readonly amountCaptured: number;
  readonly refunds: readonly SandboxRefund[];
  readonly paymentMethod: string | null;
  readonly description: string;
  readonly clientSecret: string;
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** When a processing payment is authorized automatically. */
  readonly authorizesAt: Date | null;
  /** Events that are not in the webhook queue yet; stored here so that none is lost in between. */
  readonly events: readonly SandboxEvent[];
  /** When the webhook queue must process the payment: it has events, or is to be authorized. */
  readonly dueAt: Date | null;
  /** Counts the changes, each of which adds an event; guards each of them. */
  readonly revision: number;
  readonly createdAt: Date;
}
