import { setTimeout as delay } from 'node:timers/promises';
import { isClientError } from '@trastienda/shop-client';

const MAX_ATTEMPTS = 600;
const MAX_DELAY_MS = 500;

/** The outcome of the call is unknown, or the server asks for a retry. */
function isWorthRepeating(error: unknown): boolean {
  if (!isClientError(error)) return false;
  return error.data === undefined || error.data === null || error.data.isRetryable;
}

/**
 * Repeats a call until it is answered, with the same input and key each time, as a program does
 * whose network or server fails.
 */
export async function retryUntilDone<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS || !isWorthRepeating(error)) throw error;
      await delay(Math.min(20 * 2 ** attempt, MAX_DELAY_MS));
    }
  }
}

/** Sold-out stock and used-up discounts may become available again. */
function isPassing(error: unknown): boolean {
  const reason = isClientError(error) ? error.data?.reason : undefined;
  return reason === 'STOCK_INSUFFICIENT' || reason === 'DISCOUNT_REFUSED';
}

/**
 * Makes a call twice at once, like a double click, each until it is answered. Rejects when `idOf`
 * reads different results. If one call only came too early for what others have released since, the
 * other one counts.
 */
export async function twice<Answer>(
  call: () => Promise<Answer>,
  idOf: (answer: Answer) => string | null,
): Promise<Answer> {
  // Awaits both: a running call would disturb the next action of the buyer.
  const results = await Promise.allSettled([retryUntilDone(call), retryUntilDone(call)]);
  const answers: Answer[] = [];
  const refusals: unknown[] = [];
  for (const result of results) {
    if (result.status === 'fulfilled') answers.push(result.value);
    else refusals.push(result.reason);
  }
  const [first, second = first] = answers;
  const [refusal] = refusals;
  if (first === undefined || second === undefined) throw refusal;
  if (refusals.length > 0 && !isPassing(refusal)) throw refusal;
  if (idOf(first) !== idOf(second)) {
    throw new Error(`One intention came to ${idOf(first)} and to ${idOf(second)}.`);
  }
  return first;
}
