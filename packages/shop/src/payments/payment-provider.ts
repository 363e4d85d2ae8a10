import type { Money } from '@trastienda/contract';

/** What a provider says a payment is. Its own `PAYMENT_STATUSES`, without `created`. */
export interface ProviderPayment {
  /** The provider's name for it, as `pi_…`. */
  readonly reference: string;
  /** Ours, as it was given to `create`; null when somebody made the payment elsewhere. */
  readonly paymentId: string | null;
  readonly status:
    | 'requires-action'
    | 'processing'
    | 'authorized'
    | 'captured'
    | 'failed'
    | 'voided';
  readonly amount: Money;
  /** In all, in minor units: what was taken and what was given back of it. */
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
  /** Ours, as it was given to `refund`. */
  readonly refundId: string | null;
  readonly amount: number;
  readonly status: 'pending' | 'succeeded' | 'failed';
}

/** A webhook that was found to be the provider's: something happened to a payment. */
export interface ProviderNotice {
  /** Unique per provider: a repeated webhook has the same. */
  readonly eventId: string;
  readonly type: string;
  /** Null for events that are about no payment. */
  readonly reference: string | null;
  readonly paymentId: string | null;
}

/**
 * Takes money. Every call may be repeated with the same ids and then changes nothing more. All of
 * them fail with `PAYMENT_UNAVAILABLE` when the provider does not answer or says to come back (the
 * outcome is then unknown: repeat the call), and with `PAYMENT_REJECTED` when it refuses for good.
 * A declined card is no failure but a payment whose status is `failed` or, where another card may
 * be tried, `requires-action` with a `failure`.
 */
export interface PaymentProvider {
  readonly name: string;
  /**
   * The smallest amount, in minor units of a currency, of which everything that the provider moves
   * is a multiple: 1 for EUR, 10 for the KWD of cards. Amounts that are none are `PAYMENT_REJECTED`
   * with the code `amount_not_payable`.
   */
  payableStep(currency: string): number;
  /** Begins a payment that is authorized first and captured later. `paymentMethod` confirms it at once. */
  create(input: {
    readonly paymentId: string;
    /** When it was asked for first, the same at each repetition. */
    readonly begunAt: Date;
    readonly amount: Money;
    readonly paymentMethod: string | null;
    readonly description: string;
  }): Promise<ProviderPayment>;
  fetch(reference: string): Promise<ProviderPayment>;
  /** Takes all that is authorized. */
  capture(reference: string): Promise<ProviderPayment>;
  /** Ends a payment that was not captured. */
  void(reference: string): Promise<ProviderPayment>;
  refund(
    reference: string,
    refund: { readonly refundId: string; readonly amount: Money },
  ): Promise<ProviderPayment>;
  /** Payments that were begun in a span of time, oldest or newest first as the provider likes. */
  list(span: { readonly from: Date; readonly until: Date }): AsyncIterable<ProviderPayment>;
  /** Checks the signature over the raw body. `WEBHOOK_INVALID`. */
  readWebhook(body: string, header: (name: string) => string | undefined): ProviderNotice;
}
