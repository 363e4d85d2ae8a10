import type { EventStore } from '../events/define-events.ts';
import type { EventShape } from '../events/event-document.ts';
import type { LoggedEvent } from '../events/event-log.ts';
import { type EventConsumer, type HandleContext, knownTypes } from './consumer.ts';
import { type ConsumerStore, keyOf, TooManyHoldsError } from './consumer-store.ts';
import { type HandlingDeps, runHandling } from './handle-event.ts';

/** With that many held aggregates the consumer itself is at fault, and waits for them. */
const MAX_HELD = 1000;

export interface ProgressDeps<Shape extends EventShape> extends HandlingDeps {
  readonly events: Pick<EventStore<Shape>, 'redact'>;
  readonly consumers: ConsumerStore;
  readonly now: () => Date;
}

/** Events of the log that a consumer has not done, after its position. */
export interface LogPart<Shape extends EventShape> {
  /** The position when the part was read. */
  readonly after: number;
  readonly events: readonly LoggedEvent<Shape>[];
  /** The position once the part is done. */
  readonly through: number;
}

/** Moves a consumer through the log. */
export interface ConsumerProgress<Shape extends EventShape> {
  /**
   * Handles a part of the log and moves the position of the consumer, in one transaction. Events of
   * aggregates that are held back are left for later. Returns how many were handled; null when another
   * process has moved the position.
   *
   * @throws {TooManyHoldsError} when too much is held back.
   */
  handlePart(part: LogPart<Shape>): Promise<number | null>;
  /**
   * Holds the aggregate of an event back that has failed, and moves the position past it. Returns
   * false when another process has moved the position.
   */
  holdBack(
    part: { readonly after: number; readonly event: LoggedEvent<Shape> },
    failure: { readonly error: string; readonly retryAt: Date },
  ): Promise<boolean>;
  /** Returns whether aggregates were held back when a part was handled last. */
  isHolding(): boolean;
}

/** Held aggregates at a revision of the progress. */
interface Held {
  readonly revision: number;
  readonly keys: ReadonlySet<string>;
}

/** Creates the progress of a consumer for one process. */
export function createConsumerProgress<Shape extends EventShape>(
  deps: ProgressDeps<Shape>,
  consumer: EventConsumer<Shape>,
): ConsumerProgress<Shape> {
  const { consumers } = deps;
  const { name } = consumer;
  const types = knownTypes(consumer);
  /**
   * As the last transaction of this process has left them. What holds an aggregate back, or releases
   * it, makes another revision, in whichever process, so that these are the same at the same revision.
   */
  let known: Held | null = null;

  /** Returns what was held back before the transaction of a revision. */
  const heldBefore = async (revision: number): Promise<ReadonlySet<string>> =>
    known?.revision === revision - 1 ? known.keys : await consumers.listHeldKeys(name);

  return {
    isHolding: () => known !== null && known.keys.size > 0,

    async handlePart({ after, events, through }) {
      const done = await runHandling(deps, async (signal) => {
        const revision = await consumers.advance(name, { after, through }, types);
        if (revision === null) return null;
        const keys = await heldBefore(revision);
        if (keys.size >= MAX_HELD) throw new TooManyHoldsError(name, keys.size);
        const free = events.filter((event) => !keys.has(keyOf(event)));
        const context: HandleContext = { at: deps.now(), signal };
        for (const event of free) {
          await consumer.handle(event, context);
          if (consumer.redact) await deps.events.redact(event.id, consumer.redact);
        }
        return { held: { revision, keys }, handled: free.length };
      });
      // Only once it is committed: a transaction that is not leaves its revision to another one.
      if (done === null) return null;
      known = done.held;
      return done.handled;
    },

    async holdBack({ after, event }, failure) {
      const { aggregate, aggregateId, sequence, position } = event;
      return await deps.transaction(async () => {
        const part = { after, through: position };
        if ((await consumers.advance(name, part, types)) === null) return false;
        await consumers.hold({
          ...{ consumer: name, aggregate, aggregateId, sequence, failures: 1, isParked: false },
          heldAt: deps.now(),
          ...failure,
        });
        return true;
      });
    },
  };
}
