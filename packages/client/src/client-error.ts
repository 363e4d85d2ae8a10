import * as kit from '@trastienda/client';
import type { AppRouter } from '@trastienda/shop-router/app-router';

/**
 * Error that a failed call rejects with. `data` comes from the server: `reason` (the code to branch
 * on), `details`, `fields` (messages for invalid input, by path), `issues` (the same with codes),
 * `isRetryable`, `requestId`. It is absent when no response of the server arrived; in that case
 * `cause` has the reason.
 */
export type ClientError = kit.ClientError<AppRouter>;

/** Every reason of failure that the server knows. */
export type ErrorReason = kit.ErrorReason<AppRouter>;

/**
 * Returns whether a caught value is a failed call, or one with one of the given reasons.
 *
 * @example
 * if (isClientError(error, 'PRODUCT_NOT_FOUND')) return null;
 */
export const isClientError: kit.ClientErrorGuard<AppRouter> =
  kit.createClientErrorGuard<AppRouter>();

const LIMITS: readonly ErrorReason[] = ['RATE_LIMITED', 'CHECKOUT_LIMIT_REACHED'];

/**
 * Returns how many seconds to wait before retrying a rate-limited call (`RATE_LIMITED`,
 * `CHECKOUT_LIMIT_REACHED`), or null for any other failure, and where waiting does not help.
 */
export function retryAfterSeconds(error: unknown): number | null {
  return kit.retryAfterSeconds(error, LIMITS);
}
