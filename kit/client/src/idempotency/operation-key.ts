import type { Operation } from '@trpc/client';

/** Header of the idempotency key. */
export const KEY_HEADER = 'idempotency-key';

/** Returns the idempotency key of a call: `context.idempotencyKey` of its options. */
export function keyOf({ context }: Pick<Operation, 'context'>): string | null {
  const { idempotencyKey } = context;
  return typeof idempotencyKey === 'string' ? idempotencyKey : null;
}
