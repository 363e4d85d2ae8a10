import { errorDataOf } from './client-error.ts';

/**
 * Returns how many seconds to wait before repeating a call that failed for one of these reasons
 * (default `RATE_LIMITED`), as `details.retryAfterSeconds` says, or null for any other failure.
 */
export function retryAfterSeconds(
  error: unknown,
  reasons: readonly string[] = ['RATE_LIMITED'],
): number | null {
  const { reason, details } = errorDataOf(error) ?? {};
  if (typeof reason !== 'string' || !reasons.includes(reason)) return null;
  if (typeof details !== 'object' || details === null) return null;
  const seconds = 'retryAfterSeconds' in details ? details.retryAfterSeconds : null;
  return typeof seconds === 'number' ? seconds : null;
}
