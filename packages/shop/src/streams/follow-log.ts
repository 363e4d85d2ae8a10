import type { LoggedEvent, LogTail } from '@trastienda/mongo';
import { ShopError } from '@trastienda/shop-contract';
import type { ShopEvent } from '@trastienda/shop-db';

/** Where a stream begins, and when it ends. */
export interface StreamOptions {
  /** Id of the last value that the client has received; null at first. */
  readonly lastEventId: string | null;
  readonly signal: AbortSignal;
}

/** A value of a stream, with its position in the log. */
export interface Placed<Value> {
  readonly position: number;
  readonly value: Value;
}

export interface FollowOptions<Value> extends StreamOptions {
  /** Selects events; it must be cheap. */
  readonly isWanted: (event: LoggedEvent<ShopEvent>) => boolean;
  /** Returns the value of an event that is wanted; null when there is nothing to send after all. */
  readonly toValue: (event: LoggedEvent<ShopEvent>) => Value | null | Promise<Value | null>;
  /** The value that has a position alone. */
  readonly checkpoint: Value;
  /** Reads the first values of a new stream, which are those of its first position or later. */
  readonly first?: () => Promise<readonly Value[]>;
}

/** How far back in the log a stream can continue. */
const MAX_BEHIND = 10_000;

/** Events after which a stream that shows none of them has another position. */
const CHECKPOINT_EVENTS = 500;

/** Position of the first values of a stream before the last of them. */
const UNFINISHED = 0;

const POSITION = /^(?:0|[1-9]\d{0,15})$/;

function startAfter(lastEventId: string | null, last: number): number {
  if (lastEventId === null) return last;
  const after = POSITION.test(lastEventId) ? Number(lastEventId) : Number.NaN;
  // Also when the log is that of another database.
  if (after <= last && after >= last - MAX_BEHIND) return after;
  throw new ShopError('STREAM_GAP');
}

/**
 * Streams the events of the log that are wanted. A client that continues after the last id, in any
 * process, misses nothing and gets nothing twice.
 *
 * @throws {ShopError} STREAM_GAP when it cannot continue there.
 */
export async function* followLog<Value>(
  tail: LogTail<ShopEvent>,
  { lastEventId, signal, isWanted, toValue, checkpoint, first }: FollowOptions<Value>,
): AsyncGenerator<Placed<Value>, void> {
  // A client that has not received all first values gets them again.
  const isNew = lastEventId === null || (first !== undefined && lastEventId === String(UNFINISHED));
  const after = startAfter(isNew ? null : lastEventId, await tail.lastPosition());
  let sent = after;
  if (isNew && first !== undefined) {
    yield { position: UNFINISHED, value: checkpoint };
    const values = await first();
    for (const value of values.slice(0, -1)) yield { position: UNFINISHED, value };
    yield { position: after, value: values.at(-1) ?? checkpoint };
  } else if (isNew) {
    yield { position: after, value: checkpoint };
  }
  for await (const { events, through } of tail.read({ after, isWanted, signal })) {
    for (const event of events) {
      const value = await toValue(event);
      if (value === null) continue;
      sent = event.position;
      yield { position: sent, value };
    }
    if (through - sent < CHECKPOINT_EVENTS) continue;
    sent = through;
    yield { position: sent, value: checkpoint };
  }
}
