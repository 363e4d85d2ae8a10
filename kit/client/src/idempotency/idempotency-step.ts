import type { CallStep } from '../calls/call-steps.ts';
import { errorDataOf } from '../errors/client-error.ts';
import { newIdempotencyKey } from './new-idempotency-key.ts';
import { keyOf } from './operation-key.ts';

/** Whether the server has answered for good. After other failures the call may have had its effect. */
function isAnswer(error: unknown): boolean {
  const { isRetryable, httpStatus } = errorDataOf(error) ?? {};
  return isRetryable !== true && Number(httpStatus) < 500;
}

/**
 * Gives calls that require it an idempotency key. Calls with the same input object are one intention,
 * and have one key, until the server has answered: its result, or a failure that is not temporary.
 * So are the attempts of a mutation of TanStack Query, which is `context.mutation` of their options.
 * A call that has `context.idempotencyKey` keeps it.
 */
export function idempotencyStep(keyedPaths: readonly string[]): CallStep {
  /** Keys of intentions that have no answer yet, by procedure and by what identifies them. */
  const pending = new Map(keyedPaths.map((path) => [path, new WeakMap<object, string>()]));
  return async (op, send) => {
    const { path, input, context } = op;
    const keys = pending.get(path);
    if (keys === undefined || keyOf(op) !== undefined) return send(op);
    // What TanStack Query has as one object in each attempt of a mutation identifies it, too.
    const identities = [input, context.mutation].filter(
      (each): each is object => typeof each === 'object' && each !== null,
    );
    const known = identities.map((identity) => keys.get(identity)).find((key) => key !== undefined);
    const idempotencyKey = known ?? newIdempotencyKey();
    const keep = () => {
      for (const identity of identities) keys.set(identity, idempotencyKey);
    };
    const forget = () => {
      for (const identity of identities) keys.delete(identity);
    };
    keep();
    try {
      const result = await send({ ...op, context: { ...context, idempotencyKey } });
      forget();
      return result;
    } catch (error) {
      if (isAnswer(error)) forget();
      // Of two calls with one object, the other may have been answered.
      else keep();
      throw error;
    }
  };
}
