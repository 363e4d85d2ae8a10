import { setTimeout as delay } from 'node:timers/promises';
import { isClientError } from '@trastienda/client';

const MAX_ATTEMPTS = 600;
const MAX_DELAY_MS = 500;

/** Nobody knows what became of the call, or the server says to come back. */
function isWorthRepeating(error: unknown): boolean {
  if (!isClientError(error)) return false;
  return error.data === undefined || error.data === null || error.data.isRetryable;
}

/**
 * Makes a call until there is an answer, as a program does whose network or server fails: with the
 * same input and the same key each time.
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

/** What is sold out or used up may be had again in the next moment. */
function isPassing(error: unknown): boolean {
  const reason = isClientError(error) ? error.data?.reason : undefined;
  return reason === 'STOCK_INSUFFICIENT' || reason === 'DISCOUNT_REFUSED';
}

/**
 * Makes a call twice at once, as a double click does, and each until there is an answer; rejects
 * when the answers are not the same, by what `idOf` reads of them. Where one of them only came too
 * early for what others have given up since, the other counts.
 */
export async function twice<Answer>(
  call: () => Promise<Answer>,
  idOf: (answer: Answer) => string | null,
): Promise<Answer> {
  // Both to their end: what is still under way would disturb what the buyer does next.
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
