import type { Operation } from '@trpc/client';

/** Returns the idempotency key of a call: `context.idempotencyKey` of its options. */
export function keyOf({ context }: Pick<Operation, 'context'>): string | undefined {
  const { idempotencyKey } = context;
  return typeof idempotencyKey === 'string' ? idempotencyKey : undefined;
}
