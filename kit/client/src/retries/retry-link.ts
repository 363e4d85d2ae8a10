import { type Operation, TRPCClientError, type TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import type { ClientCall } from '../client-call.ts';
import { errorDataOf } from '../errors/client-error.ts';
import { keyOf } from '../idempotency/operation-key.ts';
import { delayBeforeRetry } from './retry-delay.ts';

/** Repeats calls that failed temporarily. */
export interface RetryOptions {
  /** How often a call is sent at most; default 3. */
  readonly attempts?: number;
  /** Longest wait before a repetition; a server that asks for more fails the call. Default 10. */
  readonly maxDelaySeconds?: number;
  /**
   * Whether a call may have arrived twice without harm. Default: queries, mutations with an
   * idempotency key, and those that have no further effect when they are repeated.
   */
  readonly isRepeatable?: (call: ClientCall) => boolean;
}

/** No response of the server arrived, or the server says that the same call may succeed later. */
function isTemporary(error: unknown): boolean {
  const data = errorDataOf(error);
  return data === null || data.isRetryable === true;
}

/**
 * Sends calls again that failed temporarily, with a delay that grows. `naturalPaths` are the
 * mutations that have no further effect when they are repeated.
 */
export function retryLink<Router extends AnyTRPCRouter>(
  options: RetryOptions,
  naturalPaths: readonly string[],
): TRPCLink<Router> {
  const natural = new Set(naturalPaths);
  const isSafe = (op: Operation) =>
    op.type === 'query' || (op.type === 'mutation' && (keyOf(op) !== null || natural.has(op.path)));
  const { attempts = 3, maxDelaySeconds = 10, isRepeatable } = options;
  const mayRepeat = (op: Operation) => (isRepeatable === undefined ? isSafe(op) : isRepeatable(op));
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        let stop = () => {};
        const isAborted = () => op.signal?.aborted === true;

        /** Runs work after a delay, unless the call is aborted first. */
        const later = (delayMs: number, work: () => void) => {
          const abort = () => {
            stop();
            const { reason } = op.signal ?? {};
            observer.error(TRPCClientError.from(reason instanceof Error ? reason : new Error()));
          };
          const timer = setTimeout(() => {
            op.signal?.removeEventListener('abort', abort);
            work();
          }, delayMs);
          op.signal?.addEventListener('abort', abort, { once: true });
          stop = () => {
            clearTimeout(timer);
            op.signal?.removeEventListener('abort', abort);
          };
        };

        const attempt = (number: number) => {
          const subscription = next(op).subscribe({
            next: (envelope) => observer.next(envelope),
            complete: () => observer.complete(),
            error(error) {
              const delayMs = delayBeforeRetry(error, number);
              const isOver = number >= attempts || delayMs > maxDelaySeconds * 1000;
              if (isOver || isAborted() || !isTemporary(error) || !mayRepeat(op)) {
                observer.error(error);
                return;
              }
              later(delayMs, () => attempt(number + 1));
            },
          });
          stop = () => subscription.unsubscribe();
        };

        attempt(1);
        return () => stop();
      });
}
