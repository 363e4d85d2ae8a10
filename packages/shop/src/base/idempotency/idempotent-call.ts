import { createHash } from 'node:crypto';

/** What makes two calls the same one. */
export interface IdempotentCall {
  /** The procedure's path: a key counts for one procedure. */
  readonly procedure: string;
  /** Who calls: two callers may use the same key. */
  readonly caller: string;
  /** The parsed input with its key. */
  readonly input: { readonly idempotencyKey: string };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** What a call is remembered by: `id` by caller and key, `inputHash` by what was asked. */
export function hashesOf({
  procedure,
  caller,
  input: { idempotencyKey, ...rest },
}: IdempotentCall) {
  return {
    id: sha256(JSON.stringify([procedure, caller, idempotencyKey])),
    inputHash: sha256(JSON.stringify(rest)),
  };
}
