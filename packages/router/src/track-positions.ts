import { type TrackedEnvelope, tracked } from '@trpc/server';

/** Gives the values of a stream their positions as ids, after which a client can continue. */
export async function* trackPositions<Value>(
  values: AsyncIterable<{ readonly position: number; readonly value: Value }>,
): AsyncGenerator<TrackedEnvelope<Value>, void> {
  for await (const { position, value } of values) yield tracked(String(position), value);
}
