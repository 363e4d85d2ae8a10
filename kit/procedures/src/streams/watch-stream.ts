import { isTrackedEnvelope, tracked } from '@trpc/server';
import { z } from 'zod';

export interface StreamOptions {
  /** Schema of each value. */
  readonly schema: z.core.$ZodType;
  /** Whether each value has an id after which a client can resume. */
  readonly isResumable: boolean;
  /** Aborted when the caller has gone or the server stops. */
  readonly signal: AbortSignal | undefined;
  /** Called when the stream has ended, or its caller has left. */
  readonly onEnd: () => void;
  /** Called when the stream fails; returns the error for its caller. */
  readonly onFailure: (failure: unknown) => Error;
}

/** Returns a stream of parsed values, which reports its outcome once. */
export async function* watchStream(
  values: AsyncIterable<unknown>,
  { schema, isResumable, signal, onEnd, onFailure }: StreamOptions,
): AsyncGenerator<unknown, void> {
  let isReported = false;
  try {
    for await (const value of values) {
      if (isTrackedEnvelope(value) !== isResumable) {
        throw new TypeError('Values of a stream have an id exactly if it is declared resumable.');
      }
      yield isTrackedEnvelope(value)
        ? tracked(value[0], await z.parseAsync(schema, value[1]))
        : await z.parseAsync(schema, value);
    }
  } catch (failure) {
    // Sources that wait with the signal reject when the caller leaves: that is how a stream ends.
    if (signal?.aborted === true) return;
    isReported = true;
    throw onFailure(failure);
  } finally {
    if (!isReported) onEnd();
  }
}
