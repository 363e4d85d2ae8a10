import { BaseError, IdempotencyKey } from '@trastienda/base';
import type { z } from 'zod';
import type { ProcedureContext } from '../context.ts';

/**
 * Returns the idempotency key of a call.
 *
 * @throws {BaseError} IDEMPOTENCY_KEY_REQUIRED when it has no valid one, or shares its request.
 */
export function requireKey({
  idempotencyKey,
  isBatch = false,
}: Pick<ProcedureContext, 'idempotencyKey' | 'isBatch'>): string {
  const reject = (problem: 'missing' | 'malformed' | 'batched') =>
    new BaseError('IDEMPOTENCY_KEY_REQUIRED', { details: { problem } });
  if (isBatch) throw reject('batched');
  if (idempotencyKey === undefined) throw reject('missing');
  const key = IdempotencyKey.safeParse(idempotencyKey);
  if (!key.success) throw reject('malformed');
  return key.data;
}

/**
 * Checks that the input of a procedure can carry its key to the use case.
 *
 * @throws {TypeError} when the input is not an object.
 */
export function requireObjectInput(summary: string, input: z.core.$ZodType | undefined): void {
  if (input?._zod.def.type !== 'object') {
    throw new TypeError(`"${summary}": a call with an idempotency key needs an object as input.`);
  }
}
