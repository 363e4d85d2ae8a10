import { BaseError, type Clock, isBaseError } from '@trastienda/base';
import { isDatabaseFault } from '../connection/faults.ts';
import type { RunTransaction } from '../connection/transaction.ts';
import type { AnsweredCall, IdempotencyStore } from './idempotency-store.ts';
import { hashesOf, type IdempotentCall } from './idempotent-call.ts';
import { openResponse, sealResponse } from './sealed-response.ts';

/** Retention of stored responses. */
const RETENTION_MS = 7 * 86_400_000;

export interface IdempotencyDeps {
  readonly database: {
    readonly idempotency: IdempotencyStore;
    readonly transaction: RunTransaction;
  };
  readonly clock: Clock;
}

function recordOf(clock: Clock, call: IdempotentCall, answer: string | null): AnsweredCall {
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + RETENTION_MS);
  const sealed = answer === null ? null : sealResponse(call, answer);
  return { ...hashesOf(call), answer: sealed, createdAt, expiresAt };
}

async function findCall({ database }: Pick<IdempotencyDeps, 'database'>, call: IdempotentCall) {
  const { id, inputHash } = hashesOf(call);
  const known = await database.idempotency.find(id);
  if (known !== null && known.inputHash !== inputHash) {
    throw new BaseError('IDEMPOTENCY_KEY_REUSED');
  }
  return known;
}

/**
 * Finds the stored response of a call; null when the call was not made, failed, or was interrupted
 * between its effect and its response.
 * @throws {BaseError} IDEMPOTENCY_KEY_REUSED when it was made with other input.
 */
export async function findResponse<Answer>(
  { database }: Pick<IdempotencyDeps, 'database'>,
  call: IdempotentCall,
): Promise<{ readonly answer: Answer } | null> {
  const known = await findCall({ database }, call);
  if (known === null || known.answer === null) return null;
  const text = openResponse(call, known.answer);
  return { answer: database.idempotency.parse(call.procedure, text) as Answer };
}

/**
 * Runs `work` in a transaction together with the record of its response, so that a repeated call
 * with the same key gets that response without a second effect. `work` may run more than once
 * before it commits; its response must be plain JSON. Failures are not stored: a failed call is
 * tried again. Must not be called inside a transaction.
 * @throws {BaseError} IDEMPOTENCY_KEY_REUSED for another input under the same key.
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
 * As `runIdempotent`, for a call that probably has no stored response. The first attempt skips the
 * lookup: an earlier response makes it conflict, at the latest when it stores its own. Therefore
 * `work` must not let its first attempt reject a call that has an earlier response; see
 * `withCommittedState`. A fault of the database at that attempt, such as a full disk, does not
 * reject it either.
 */
export async function runWithoutLookup<Answer>(
  deps: IdempotencyDeps,
  call: IdempotentCall,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    const { answer } = await runAttempts(deps, call, withoutResult(work), true);
    return answer;
  } catch (error) {
    if (!isDatabaseFault(error) || isBaseError(error, 'DATABASE_UNAVAILABLE')) throw error;
    const earlier = await findResponse<Answer>(deps, call);
    if (earlier === null) throw error;
    return earlier.answer;
  }
}

/**
 * As `runIdempotent`, for work with an additional result that is not stored: returns the result of
 * the committed attempt, or null when the response was already stored.
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
 * Reserves the key of a call within the transaction of its effect, when the response is known only
 * later. Without the lookup, a key that is already reserved makes the transaction retry.
 * @throws {BaseError} IDEMPOTENCY_KEY_REUSED.
 */
export async function reserveKey(
  deps: IdempotencyDeps,
  call: IdempotentCall,
  { lookup = true } = {},
): Promise<void> {
  if (lookup && (await findCall(deps, call)) !== null) return;
  await deps.database.idempotency.insert(recordOf(deps.clock, call, null));
}

/**
 * Stores the response of a call with a reserved key. Joins a transaction. Returns false when the
 * call already has a response, or its key is not reserved.
 */
export function answerReserved<Answer>(
  { database }: Pick<IdempotencyDeps, 'database'>,
  call: IdempotentCall,
  answer: Answer,
): Promise<boolean> {
  const sealed = sealResponse(call, JSON.stringify(answer));
  return database.idempotency.answer(hashesOf(call).id, sealed);
}

/**
 * Stores the response of a call whose effect was committed before, by itself under `reserveKey` or
 * by another call, and which may be repeated until it is stored. Returns the first stored response.
 * For use outside of transactions.
 * @throws {BaseError} IDEMPOTENCY_KEY_REUSED.
 */
export async function storeResponse<Answer>(
  deps: IdempotencyDeps,
  call: IdempotentCall,
  answer: Answer,
): Promise<Answer> {
  if (await answerReserved(deps, call, answer)) return answer;
  try {
    const record = recordOf(deps.clock, call, JSON.stringify(answer));
    await deps.database.idempotency.insert(record);
    return answer;
  } catch (error) {
    const earlier = await findResponse<Answer>(deps, call);
    if (earlier === null) throw error;
    return earlier.answer;
  }
}
