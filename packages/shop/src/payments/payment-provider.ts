import type { Money } from '@trastienda/base';

/**
 * State of a payment at the provider. Its status is one of `PAYMENT_STATUSES`, except `created`.
 */
export interface ProviderPayment {
  /** The provider's id of the payment, such as `pi_…`. */
  readonly reference: string;
  /** Our id, as passed to `create`; null when the payment was made elsewhere. */
  readonly paymentId: string | null;
  readonly status:
    | 'requires-action'
    | 'processing'
    | 'authorized'
    | 'captured'
    | 'failed'
    | 'voided';
  readonly amount: Money;
  /** Totals in minor units: the captured and the refunded amount. */
  readonly amountCaptured: number;
  readonly amountRefunded: number;
  readonly clientSecret: string | null;
  readonly actionUrl: string | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly refunds: readonly ProviderRefund[];
  readonly createdAt: Date;
}

export interface ProviderRefund {
  readonly reference: string;
  /** Our id, as passed to `refund`. */
  readonly refundId: string | null;
  readonly amount: number;
  readonly status: 'pending' | 'succeeded' | 'failed';
}

/** A webhook with a valid signature: an event of a payment. */
export interface ProviderNotice {
  /** Unique per provider; repeated webhooks have the same id. */
  readonly eventId: string;
  readonly type: string;
  /** Null for events that concern no payment. */
  readonly reference: string | null;
  readonly paymentId: string | null;
  /** True when the buyer has begun to dispute the payment. */
  readonly isDispute: boolean;
}

/**
 * A payment provider. Calls are idempotent by id. A declined card is not an error but a payment
 * with status `failed` or, when another card may be tried, `requires-action` with a `failure`.
 * @throws {ShopError} PAYMENT_UNAVAILABLE when the provider does not respond or asks to retry (the
 * outcome is then unknown: repeat the call); PAYMENT_REJECTED when it rejects the call permanently.
 */
export interface PaymentProvider {
  readonly name: string;
  /**
   * Returns the step of payable amounts in minor units of a currency: 1 for EUR, 10 for KWD by
   * card. Other amounts are PAYMENT_REJECTED with the code `amount_not_payable`.
   */
  payableStep(currency: string): number;
  /**
   * Creates a payment that is authorized first and captured later. `paymentMethod` confirms it at
   * once.
   */
  create(input: {
    readonly paymentId: string;
    /** Time of the first attempt, the same for each repetition. */
    readonly begunAt: Date;
    readonly amount: Money;
    readonly paymentMethod: string | null;
    readonly description: string;
  }): Promise<ProviderPayment>;
  fetch(reference: string): Promise<ProviderPayment>;
  /** Captures the whole authorized amount. */
  capture(reference: string): Promise<ProviderPayment>;
  /** Voids a payment that was not captured. */
  void(reference: string): Promise<ProviderPayment>;
  refund(
    reference: string,
    refund: { readonly refundId: string; readonly amount: Money },
  ): Promise<ProviderPayment>;
  /** Lists payments created in a time span, oldest or newest first. */
  list(span: { readonly from: Date; readonly until: Date }): AsyncIterable<ProviderPayment>;
  /**
   * Verifies the signature over the raw body.
   * @throws {ShopError} WEBHOOK_INVALID.
   */
  readWebhook(body: string, header: (name: string) => string | undefined): ProviderNotice;
}
