/** Money that the sandbox has given back, or will. */
export interface SandboxRefund {
  /** The sandbox's name for it. */
  readonly reference: string;
  /** The shop's; null when it was made at the provider. */
  readonly refundId: string | null;
  readonly amount: number;
  readonly status: 'pending' | 'succeeded' | 'failed';
}

/** Something that happened to a payment and that the shop is to be told of. */
export interface SandboxEvent {
  readonly id: string;
  readonly type: string;
  readonly at: Date;
}

/**
 * A payment as the sandbox has it, in `sandbox_payments`: the other side's books, which share a
 * database with the shop's but no transaction.
 */
export interface SandboxPaymentDocument {
  /** The provider's name for it. */
  readonly _id: string;
  /** The shop's; null when it was made at the provider. */
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
  /** When a payment that is being processed is authorized by itself. */
  readonly authorizesAt: Date | null;
  /** Not in the queue of webhooks yet. They are kept here so that none is lost between the two. */
  readonly events: readonly SandboxEvent[];
  /** When the queue is to look at it: there are events, or it is to be authorized. */
  readonly dueAt: Date | null;
  /** Counts the changes; guards each of them. */
  readonly revision: number;
  readonly createdAt: Date;
}
