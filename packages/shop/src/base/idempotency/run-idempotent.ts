import { ShopError } from '@trastienda/contract';
import type { AnsweredCall, Database } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';
import { hashesOf, type IdempotentCall } from './idempotent-call.ts';
import { parseAnswer } from './parse-answer.ts';
import { openResponse, sealResponse } from './sealed-response.ts';

/** For so long a repeated call gets its first answer. */
const KEPT_MS = 7 * 86_400_000;

export interface IdempotencyDeps {
  readonly database: Pick<Database, 'idempotency' | 'transaction'>;
  readonly clock: Clock;
}

function recordOf(clock: Clock, call: IdempotentCall, answer: string | null): AnsweredCall {
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + KEPT_MS);
  const sealed = answer === null ? null : sealResponse(call, answer);
  return { ...hashesOf(call), answer: sealed, createdAt, expiresAt };
}

async function findCall({ database }: Pick<IdempotencyDeps, 'database'>, call: IdempotentCall) {
  const { id, inputHash } = hashesOf(call);
  const known = await database.idempotency.find(id);
  if (known !== null && known.inputHash !== inputHash) {
    throw new ShopError('IDEMPOTENCY_KEY_REUSED');
  }
  return known;
}

/**
 * What the call was answered when it was made before; null when it was not, failed, or was broken
 * off between its effect and its answer.
 * `IDEMPOTENCY_KEY_REUSED` when it was made with other input.
 */
export async function findResponse<Answer>(
  deps: Pick<IdempotencyDeps, 'database'>,
  call: IdempotentCall,
): Promise<{ readonly answer: Answer } | null> {
  const known = await findCall(deps, call);
  if (known === null || known.answer === null) return null;
  return { answer: parseAnswer<Answer>(call.procedure, openResponse(call, known.answer)) };
}

/**
 * Runs `work` in a transaction together with a record of its answer, so that a call which is
 * repeated with the same key gets that answer and does nothing more. `work` may run more than once
 * before it is committed; its answer must be plain JSON. Failures are not kept: a call that failed
 * is tried anew. `IDEMPOTENCY_KEY_REUSED` for another input under the same key. Not to be called
 * inside a transaction.
 */
export async function runIdempotent<Answer>(
  deps: IdempotencyDeps,
  call: IdempotentCall,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { answer } = await runAttempts(deps, call, withoutResult(work), false);
  return answer;
}

/**
 * As `runIdempotent`, of a call that the caller has found unanswered. The first attempt does not look
 * again: an answer that was given since makes it conflict, at the latest when it stores its own.
 */
export async function runUnanswered<Answer>(
  deps: IdempotencyDeps,
  call: IdempotentCall,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { answer } = await runAttempts(deps, call, withoutResult(work), true);
  return answer;
}

/**
 * As `runIdempotent`, for work that also has a result which is not kept: that of the attempt which
 * was committed, or null when the call was answered before.
 */
export function runIdempotentWith<Answer, Result>(
  deps: IdempotencyDeps,
  call: IdempotentCall,
  work: () => Promise<{ readonly answer: Answer; readonly result: Result }>,
): Promise<{ readonly answer: Answer; readonly result: Result | null }> {
  return runAttempts(deps, call, work, false);
}

const withoutResult =
  <Answer>(work: () => Promise<Answer>) =>
  async () => ({ answer: await work(), result: undefined });

function runAttempts<Answer, Result>(
  deps: IdempotencyDeps,
  call: IdempotentCall,
  work: () => Promise<{ readonly answer: Answer; readonly result: Result }>,
  isUnanswered: boolean,
): Promise<{ readonly answer: Answer; readonly result: Result | null }> {
  const { database, clock } = deps;
  let isLookedUp = isUnanswered;
  return database.transaction(async () => {
    const earlier = isLookedUp ? null : await findResponse<Answer>(deps, call);
    isLookedUp = false;
    if (earlier !== null) return { answer: earlier.answer, result: null };
    const done = await work();
    await database.idempotency.insert(recordOf(clock, call, JSON.stringify(done.answer)));
    return done;
  });
}

/**
 * Writes down that a call has its effect, within the transaction of the effect, when its answer is
 * known only later: its key is taken from here on. An attempt that need not look whether it is taken
 * already runs again if it is. `IDEMPOTENCY_KEY_REUSED`.
 */
export async function reserveKey(
  deps: IdempotencyDeps,
  call: IdempotentCall,
  { looks = true } = {},
): Promise<void> {
  if (looks && (await findCall(deps, call)) !== null) return;
  await deps.database.idempotency.insert(recordOf(deps.clock, call, null));
}

/**
 * Keeps the answer of a call that tells of what was written before, by itself under `reserveKey` or
 * by somebody else, and may be made again until it is kept. Gives what the call was answered first.
 * Outside of transactions. `IDEMPOTENCY_KEY_REUSED`.
 */
export async function storeResponse<Answer>(
  deps: IdempotencyDeps,
  call: IdempotentCall,
  answer: Answer,
): Promise<Answer> {
  const { idempotency } = deps.database;
  const text = JSON.stringify(answer);
  if (await idempotency.answer(hashesOf(call).id, sealResponse(call, text))) return answer;
  try {
    await idempotency.insert(recordOf(deps.clock, call, text));
    return answer;
  } catch (error) {
    const earlier = await findResponse<Answer>(deps, call);
    if (earlier === null) throw error;
    return earlier.answer;
  }
}
