import { backoffMs, type Clock, systemClock } from '@trastienda/base';
import type { RunTransaction } from '../connection/transaction.ts';
import { createBatchJob } from '../worker/create-batch-job.ts';
import type { Job } from '../worker/worker.ts';
import type { EventOf, EventShape } from './event-document.ts';
import type { EventStore } from './event-store.ts';

/** Pauses of an aggregate after failures in a row. */
const BACKOFF = { firstMs: 1000, longestMs: 300_000 };

/** With that many aggregates in their pauses the job itself is at fault, and waits for one of them. */
const MAX_PAUSED = 1000;

export interface EventJobOptions<Shape extends EventShape, Type extends Shape['type']> {
  readonly name: string;
  readonly database: {
    readonly events: EventStore<Shape>;
    readonly transaction: RunTransaction;
  };
  /** Types of the events that the job reacts to; no other job reacts to them. */
  readonly types: readonly Type[];
  /**
   * Fields of the data that are removed with the reaction. Events are kept: what only the reaction
   * needs and what names a person, such as an address, must not be.
   */
  readonly redact?: readonly (keyof EventOf<Shape, Type>['data'] & string)[];
  readonly clock?: Clock;
  /**
   * Reacts to an event, within the transaction that ends its being pending. Can run again, so that
   * it has no other effects than writes.
   */
  handle(event: EventOf<Shape, Type>): Promise<void>;
}

/** The job of each type, by store: an event is pending for one job only. */
const takenTypes = new WeakMap<object, Map<string, string>>();

function takeTypes(events: object, types: readonly string[], name: string): void {
  const taken = takenTypes.get(events) ?? new Map<string, string>();
  takenTypes.set(events, taken);
  for (const type of types) {
    const owner = taken.get(type) ?? name;
    if (owner !== name) throw new Error(`${owner} already reacts to ${type}; ${name} cannot, too.`);
    taken.set(type, name);
  }
}

/**
 * Creates a job that reacts to events of some types, once to each and in the order of each
 * aggregate: an event stops being pending in the transaction of its effect, whichever process dies
 * in between. After a failure the events of that aggregate wait, longer after each failure in a row
 * and until the next start at most; those of other aggregates do not.
 *
 * @throws {Error} when a job of another name reacts to one of the types.
 */
export function createEventJob<Shape extends EventShape, Type extends Shape['type']>(
  options: EventJobOptions<Shape, Type>,
): Job {
  const { name, database, types, redact = [], clock = systemClock, handle } = options;
  const { events, transaction } = database;
  takeTypes(events, types, name);
  const pauses = new Map<string, { readonly failures: number; readonly endsAt: number }>();

  const isPaused = (aggregateId: string) =>
    (pauses.get(aggregateId)?.endsAt ?? 0) > clock.now().getTime();

  function pause(aggregateId: string): void {
    const failures = (pauses.get(aggregateId)?.failures ?? 0) + 1;
    const endsAt = clock.now().getTime() + backoffMs(BACKOFF, failures);
    pauses.set(aggregateId, { failures, endsAt });
  }

  return createBatchJob<EventOf<Shape, Type>>({
    name,
    // What was done is no longer pending, and what has failed is excepted: no position is needed,
    // which transactions that commit late could be behind.
    async find(_last, limit) {
      const except = [...pauses.keys()].filter(isPaused);
      return except.length < MAX_PAUSED ? await events.listPending({ types, except, limit }) : [];
    },
    async run(event) {
      const { aggregateId } = event;
      // An earlier event of this batch has failed.
      if (isPaused(aggregateId)) return false;
      try {
        const isDone = await transaction(async () => {
          if (!(await events.finish(event, { types, redact }))) return false;
          await handle(event);
          return true;
        });
        pauses.delete(aggregateId);
        return isDone;
      } catch (error) {
        pause(aggregateId);
        throw error;
      }
    },
  });
}
