import type { Stripe } from 'stripe';
import type { ProviderPayment, ProviderRefund } from '../../payment-provider.ts';
import { fromStripeAmount } from './stripe-amount.ts';

/** Metadata keys that identify our payments and refunds at Stripe. */
export const PAYMENT_ID = 'paymentId';
export const REFUND_ID = 'refundId';

/** Maps Stripe PaymentIntent statuses to ours; `canceled` maps to `voided` or `failed`. */
const STATUSES: Readonly<
  Record<Exclude<Stripe.PaymentIntent.Status, 'canceled'>, ProviderPayment['status']>
> = {
  requires_payment_method: 'requires-action',
  requires_confirmation: 'requires-action',
  requires_action: 'requires-action',
  processing: 'processing',
  requires_capture: 'authorized',
  succeeded: 'captured',
};

function statusOf({ status, last_payment_error }: Stripe.PaymentIntent): ProviderPayment['status'] {
  // A status that is unknown to this version of the library counts as processing.
  if (status !== 'canceled') return STATUSES[status] ?? 'processing';
  // We cancel a payment whose card was declined, so that it cannot be paid later.
  return last_payment_error === null ? 'voided' : 'failed';
}

/** Returns why the last attempt failed, by the most specific of Stripe's codes. */
export function failureOf(
  error: Pick<Stripe.PaymentIntent.LastPaymentError, 'code' | 'decline_code' | 'message' | 'type'>,
): NonNullable<ProviderPayment['failure']> {
  return {
    // A decline by the bank is `card_declined` with a `decline_code`.
    code: error.code ?? error.decline_code ?? error.type,
    message: error.message ?? '',
  };
}

const REFUND_STATUSES: Readonly<Record<string, ProviderRefund['status']>> = {
  pending: 'pending',
  requires_action: 'pending',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
};

function toRefund({ id, amount, currency, status, metadata }: Stripe.Refund): ProviderRefund {
  return {
    reference: id,
    refundId: metadata?.[REFUND_ID] ?? null,
    amount: fromStripeAmount(amount, currency).amount,
    // Stripe omits the status for some payment methods, which take days.
    status: REFUND_STATUSES[status ?? 'pending'] ?? 'pending',
  };
}

/** Converts a PaymentIntent with all its refunds. */
export function toProviderPayment(
  intent: Stripe.PaymentIntent,
  refunds: readonly Stripe.Refund[],
): ProviderPayment {
  const { id, amount, currency, amount_received, last_payment_error, next_action } = intent;
  const given = refunds.map(toRefund);
  return {
    reference: id,
    paymentId: intent.metadata[PAYMENT_ID] ?? null,
    status: statusOf(intent),
    amount: fromStripeAmount(amount, currency),
    amountCaptured: fromStripeAmount(amount_received, currency).amount,
    amountRefunded: given.reduce(
      (sum, refund) => sum + (refund.status === 'succeeded' ? refund.amount : 0),
      0,
    ),
    clientSecret: intent.client_secret,
    actionUrl: next_action?.redirect_to_url?.url ?? null,
    failure: last_payment_error === null ? null : failureOf(last_payment_error),
    refunds: given,
    createdAt: new Date(intent.created * 1000),
  };
}
