import { TRPCClientError } from '@trpc/client';
import type { AppRouter } from './app-router.ts';

/**
 * What a call rejects with. `data` is what the server says: `reason` (the code to decide on),
 * `details`, `fields` (what was wrong with the input, by path), `isRetryable`, `requestId`. It is
 * absent when no answer of the server arrived; `cause` then says why.
 */
export type ClientError = TRPCClientError<AppRouter>;

/** Every code of failure that the server knows. */
export type ErrorReason = NonNullable<ClientError['data']>['reason'];

/**
 * Whether a caught value is a failed call.
 *
 * @example
 * if (isClientError(error) && error.data?.reason === 'PRODUCT_NOT_FOUND') return null;
 */
export function isClientError(error: unknown): error is ClientError {
  return error instanceof TRPCClientError;
}

/**
 * How many seconds to wait before a call that was refused as one too many (`RATE_LIMITED`,
 * `CHECKOUT_LIMIT_REACHED`) is made again; null for every other failure, and where waiting is of no
 * use.
 */
export function retryAfterSeconds(error: unknown): number | null {
  if (!isClientError(error) || !error.data) return null;
  const { reason, details } = error.data;
  if (reason !== 'RATE_LIMITED' && reason !== 'CHECKOUT_LIMIT_REACHED') return null;
  const seconds = details.retryAfterSeconds;
  return typeof seconds === 'number' ? seconds : null;
}
