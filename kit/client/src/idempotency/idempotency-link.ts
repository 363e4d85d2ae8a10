import type { Operation, TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { errorDataOf } from '../errors/client-error.ts';
import { newIdempotencyKey } from './new-idempotency-key.ts';
import { keyOf } from './operation-key.ts';

/**
 * Returns the objects by which a call is recognized as one that was made before: its input, and what
 * TanStack Query has as one object in each attempt of a mutation.
 */
function identitiesOf({ context: { mutation }, input }: Operation): readonly object[] {
  return [input, mutation].filter(
    (each): each is object => typeof each === 'object' && each !== null,
  );
}

/** Whether the server has answered for good. After other failures the call may have had its effect. */
function isAnswer(error: unknown): boolean {
  const data = errorDataOf(error);
  if (data === null || data.isRetryable === true) return false;
  return typeof data.httpStatus === 'number' && data.httpStatus < 500;
}

/** Keys of intentions that have no answer yet, by procedure. */
class PendingKeys {
  readonly #keys = new WeakMap<object, Map<string, string>>();

  find(identities: readonly object[], path: string): string | undefined {
    const keys = identities.map((identity) => this.#keys.get(identity)?.get(path));
    return keys.find((key) => key !== undefined);
  }

  set(identities: readonly object[], path: string, key: string): void {
    for (const identity of identities) {
      const keys = this.#keys.get(identity) ?? new Map<string, string>();
      this.#keys.set(identity, keys.set(path, key));
    }
  }

  delete(identities: readonly object[], path: string): void {
    for (const identity of identities) this.#keys.get(identity)?.delete(path);
  }
}

/**
 * Gives calls that require it an idempotency key. Calls with the same input object are one intention,
 * and have one key, until the server has answered: its result, or a failure that is not temporary.
 * So are the attempts of a mutation of TanStack Query, which is `context.mutation` of their options.
 * A call that has `context.idempotencyKey` keeps it.
 */
export function idempotencyLink<Router extends AnyTRPCRouter>(
  keyedPaths: readonly string[],
): TRPCLink<Router> {
  const keyed = new Set(keyedPaths);
  const pending = new PendingKeys();
  return () =>
    ({ op, next }) => {
      if (!keyed.has(op.path) || keyOf(op) !== null) return next(op);
      const { path } = op;
      const identities = identitiesOf(op);
      const idempotencyKey = pending.find(identities, path) ?? newIdempotencyKey();
      const keep = () => pending.set(identities, path, idempotencyKey);
      const forget = () => pending.delete(identities, path);
      keep();
      return observable((observer) =>
        next({ ...op, context: { ...op.context, idempotencyKey } }).subscribe({
          next(envelope) {
            forget();
            observer.next(envelope);
          },
          error(error) {
            if (isAnswer(error)) forget();
            // Of two calls with one object, the other may have been answered.
            else keep();
            observer.error(error);
          },
          complete: () => observer.complete(),
        }),
      );
    };
}
