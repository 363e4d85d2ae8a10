import { createHash } from 'node:crypto';

/** Identity of a call: procedure, caller and idempotency key. */
export interface IdempotentCall {
  /**
   * Name of the operation, such as the path of its procedure; keys are separate per operation. It
   * stays the same when the procedure moves, so that a call is repeated across an upgrade.
   */
  readonly procedure: string;
  /** Identity of the caller; two callers may use the same key. */
  readonly caller: string;
  /** The parsed input with its key. */
  readonly input: { readonly idempotencyKey: string };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Hashes a call: `id` by procedure, caller and key, `inputHash` by its input. */
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
