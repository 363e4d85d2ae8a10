import { TRPCClientError } from '@trpc/client';
import type { AppRouter } from './app-router.ts';

/**
 * Error that a failed call rejects with. `data` comes from the server: `reason` (the code to branch
 * on), `details`, `fields` (messages for invalid input, by path), `isRetryable`, `requestId`. It is
 * absent when no response of the server arrived; in that case `cause` has the reason.
 */
export type ClientError = TRPCClientError<AppRouter>;

/** Every reason of failure that the server knows. */
export type ErrorReason = NonNullable<ClientError['data']>['reason'];

/**
 * Returns whether a caught value is a failed call.
 *
 * @example
 * if (isClientError(error) && error.data?.reason === 'PRODUCT_NOT_FOUND') return null;
 */
export function isClientError(error: unknown): error is ClientError {
  return error instanceof TRPCClientError;
}

/**
 * Returns how many seconds to wait before retrying a rate-limited call (`RATE_LIMITED`,
 * `CHECKOUT_LIMIT_REACHED`), or null for any other failure, and where waiting does not help.
 */
export function retryAfterSeconds(error: unknown): number | null {
  if (!isClientError(error) || !error.data) return null;
  const { reason, details } = error.data;
  if (reason !== 'RATE_LIMITED' && reason !== 'CHECKOUT_LIMIT_REACHED') return null;
  const seconds = details.retryAfterSeconds;
  return typeof seconds === 'number' ? seconds : null;
}
