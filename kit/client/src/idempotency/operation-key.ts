import type { Operation } from '@trpc/client';

/** Header of the idempotency key. */
const KEY_HEADER = 'idempotency-key';

/** Returns the idempotency key of a call: `context.idempotencyKey` of its options. */
export function keyOf({ context }: Pick<Operation, 'context'>): string | null {
  const { idempotencyKey } = context;
  return typeof idempotencyKey === 'string' ? idempotencyKey : null;
}

/** Returns the header with the idempotency key of a call; nothing for a call without one. */
export function keyHeaders(operation: Operation): Record<string, string> {
  const key = keyOf(operation);
  return key === null ? {} : { [KEY_HEADER]: key };
}
