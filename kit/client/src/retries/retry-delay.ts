import { TRPCClientError } from '@trpc/client';
import { errorDataOf } from '../errors/client-error.ts';

const FIRST_DELAY_MS = 250;

/** Returns the seconds of a `Retry-After` header; null without one. It may also be a date. */
function secondsOf(header: string | null): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  const untilMs = Date.parse(header) - Date.now();
  if (Number.isFinite(seconds)) return Math.max(seconds, 0);
  return Number.isNaN(untilMs) ? null : Math.max(untilMs / 1000, 0);
}

function headerOf(error: unknown): string | null {
  const response: unknown = error instanceof TRPCClientError ? error.meta?.response : undefined;
  return response instanceof Response ? response.headers.get('retry-after') : null;
}

/**
 * Returns the milliseconds to wait after a failed attempt (1, 2, …): what the server asks for, in
 * `details.retryAfterSeconds` or by `Retry-After`, else a quarter of a second, doubled after each
 * attempt, with jitter.
 */
export function delayBeforeRetry(error: unknown, attempt: number): number {
  const details: unknown = errorDataOf(error)?.details;
  const asked =
    typeof details === 'object' && details !== null && 'retryAfterSeconds' in details
      ? Number(details.retryAfterSeconds)
      : Number.NaN;
  const seconds = Number.isFinite(asked) ? asked : secondsOf(headerOf(error));
  if (seconds !== null) return seconds * 1000;
  return FIRST_DELAY_MS * 2 ** (attempt - 1) * (0.5 + Math.random());
}
