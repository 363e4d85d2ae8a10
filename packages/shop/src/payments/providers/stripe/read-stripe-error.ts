import { ShopError } from '@trastienda/shop-contract';
import Stripe from 'stripe';

const { errors } = Stripe;

/** Returns true when repeating the call may succeed, now or after a repair. */
function isRetryable(error: Stripe.errors.StripeError): boolean {
  return (
    error instanceof errors.StripeConnectionError ||
    error instanceof errors.StripeRateLimitError ||
    error instanceof errors.StripeAPIError ||
    // Invalid or restricted API keys: a mistake of the operator, not a rejection of the payment.
    error instanceof errors.StripeAuthenticationError ||
    error instanceof errors.StripePermissionError ||
    // The same call is in progress in another process.
    error.code === 'idempotency_key_in_use' ||
    error.code === 'lock_timeout' ||
    (error.statusCode ?? 0) >= 500
  );
}

/** Converts an error of Stripe's library to a `ShopError`. */
export function readStripeError(error: unknown): unknown {
  if (!(error instanceof errors.StripeError)) return error;
  const details = { code: error.code ?? error.type };
  return new ShopError(isRetryable(error) ? 'PAYMENT_UNAVAILABLE' : 'PAYMENT_REJECTED', {
    cause: error,
    details,
  });
}
