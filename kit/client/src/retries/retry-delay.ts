import { TRPCClientError } from '@trpc/client';
import { errorDataOf } from '../errors/client-error.ts';
import { fieldsOf } from '../fields-of.ts';

const FIRST_DELAY_MS = 250;

/** Returns the seconds of a `Retry-After` header, which may be a date; NaN without one. */
function secondsOf(header: string): number {
  const seconds = Number(header || Number.NaN);
  return Number.isNaN(seconds) ? (Date.parse(header) - Date.now()) / 1000 : seconds;
}

function headerOf(error: unknown): string {
  const response: unknown = error instanceof TRPCClientError && error.meta?.response;
  return (response instanceof Response && response.headers.get('retry-after')) || '';
}

/**
 * Returns the milliseconds to wait after a failed attempt (1, 2, …): what the server asks for, in
 * `details.retryAfterSeconds` or by `Retry-After`, else a quarter of a second, doubled after each
 * attempt, with jitter.
 */
export function delayBeforeRetry(error: unknown, attempt: number): number {
  const { retryAfterSeconds } = fieldsOf(errorDataOf(error)?.details);
  const seconds =
    typeof retryAfterSeconds === 'number' ? retryAfterSeconds : secondsOf(headerOf(error));
  if (!Number.isNaN(seconds)) return Math.max(seconds, 0) * 1000;
  return FIRST_DELAY_MS * 2 ** (attempt - 1) * (0.5 + Math.random());
}
