import type { Operation } from '@trpc/client';
import type { CallStep } from '../calls/call-steps.ts';
import type { ClientCall } from '../client-call.ts';
import { errorDataOf } from '../errors/client-error.ts';
import { keyOf } from '../idempotency/operation-key.ts';
import { delayBeforeRetry } from './retry-delay.ts';

/** How calls that failed temporarily are repeated. */
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

/**
 * Repeats the calls of a client that failed temporarily. `naturalPaths` are the mutations that have
 * no further effect when they are repeated.
 */
export type Retries = (naturalPaths: readonly string[]) => CallStep;

/** No response of the server arrived, or the server says that the same call may succeed later. */
function isTemporary(error: unknown): boolean {
  const data = errorDataOf(error);
  return data === null || data.isRetryable === true;
}

/** Waits for a time, and rejects when the call ends before it. */
function wait(delayMs: number, signal: Operation['signal']): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, delayMs);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/**
 * Creates the option `retries` of a client: calls that failed temporarily are sent again, with a delay
 * that grows.
 *
 * @example
 * const client = createClient<AppRouter>({ url, retries: retryCalls({ attempts: 5 }) });
 */
export function retryCalls(options: RetryOptions = {}): Retries {
  const { attempts = 3, maxDelaySeconds = 10, isRepeatable } = options;
  return (naturalPaths) => async (op, send) => {
    const isSafe = op.type === 'query' || keyOf(op) !== undefined || naturalPaths.includes(op.path);
    const mayRepeat = isRepeatable?.(op) ?? isSafe;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send(op);
      } catch (error) {
        const delayMs = delayBeforeRetry(error, attempt);
        const isOver = attempt >= attempts || delayMs > maxDelaySeconds * 1000;
        if (isOver || op.signal?.aborted || !isTemporary(error) || !mayRepeat) throw error;
        await wait(delayMs, op.signal);
      }
    }
  };
}
