import { ShopError } from '@trastienda/contract';
import Stripe from 'stripe';

const { errors } = Stripe;

/** Whether the call may go well when it is repeated, now or when somebody has mended something. */
function isAway(error: Stripe.errors.StripeError): boolean {
  return (
    error instanceof errors.StripeConnectionError ||
    error instanceof errors.StripeRateLimitError ||
    error instanceof errors.StripeAPIError ||
    // Keys that are wrong or may do too little: the operator's fault, and no refusal of a payment.
    error instanceof errors.StripeAuthenticationError ||
    error instanceof errors.StripePermissionError ||
    // The same call is under way in another process.
    error.code === 'idempotency_key_in_use' ||
    error.code === 'lock_timeout' ||
    (error.statusCode ?? 0) >= 500
  );
}

/** What a failed call of Stripe's library means to the shop. */
export function readStripeError(error: unknown): unknown {
  if (!(error instanceof errors.StripeError)) return error;
  const details = { code: error.code ?? error.type };
  return new ShopError(isAway(error) ? 'PAYMENT_UNAVAILABLE' : 'PAYMENT_REJECTED', {
    cause: error,
    details,
  });
}
