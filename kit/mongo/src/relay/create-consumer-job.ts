import type { EventStore } from '../events/define-events.ts';
import type { EventShape } from '../events/event-document.ts';
import type { Job } from '../worker/worker.ts';
import type { EventConsumer } from './consumer.ts';
import { handlePart, holdBack } from './consumer-progress.ts';
import { isDatabaseDown } from './handle-event.ts';
import { messageOf, type RetryDeps, retryHeld, retryTime } from './retry-held.ts';

/** Events of one transaction: more of them hold its locks for longer. */
const BATCH_SIZE = 50;

/** With that many held aggregates the consumer itself is at fault, and waits for them. */
const MAX_HELD = 1000;

/** Failures that a round reports; enough to diagnose them. */
const MAX_FAULTS = 10;

/** The position is written at least once for that many events of other types. */
const MAX_SKIPPED = 1000;

/** Rounds that did work rest for that long, so that the next one has more at once. */
const GATHER_MS = 100;

export interface ConsumerJobDeps<Shape extends EventShape> extends RetryDeps<Shape> {
  readonly events: EventStore<Shape>;
  /** Resolves once the consumer is registered. */
  readonly register: () => Promise<void>;
}

/** Thrown at the end of a round in which events have failed. */
function failuresOf(name: string, faults: readonly unknown[]): Error {
  return new AggregateError(faults, `${name} has failed to handle events, which will be retried.`);
}

/** Creates the job that brings the events to a consumer. */
export function createConsumerJob<Shape extends EventShape>(
  deps: ConsumerJobDeps<Shape>,
  consumer: EventConsumer<Shape>,
): Job {
  const { events, consumers, now } = deps;
  const { name, types } = consumer;
  /** Read without an event of the consumer's types, and not written yet. */
  let skipped = { after: 0, through: 0 };

  async function readNext() {
    const after = await consumers.findPosition(name);
    if (after === null) throw new Error(`The consumer ${name} is not registered.`);
    const from = skipped.after === after ? Math.max(after, skipped.through) : after;
    const page = await events.readLog({ after: from, types, limit: BATCH_SIZE });
    return { ...page, after };
  }

  return {
    name: `consume-${name}`,
    gatherMs: GATHER_MS,
    async runOnce(signal) {
      await deps.register();
      const faults: unknown[] = [];
      const onFailure = (error: unknown) => {
        if (faults.length < MAX_FAULTS) faults.push(error);
      };
      let done = 0;
      for (const held of await consumers.listDue(name, now(), BATCH_SIZE)) {
        if (signal?.aborted === true) return done;
        done += await retryHeld(deps, consumer, held, onFailure);
      }

      while (signal?.aborted !== true) {
        const part = await readNext();
        if (part.events.length === 0) {
          skipped = part;
          // Another process that takes over would read them again.
          if (part.through - part.after >= MAX_SKIPPED) await handlePart(deps, consumer, part);
          break;
        }
        const { retrying, parked } = await consumers.countHolds(name);
        if (retrying + parked >= MAX_HELD) {
          throw new Error(`${name} waits: it holds ${retrying + parked} aggregates back.`);
        }
        done += await handleEach(part);
      }
      if (faults.length > 0) throw failuresOf(name, faults);
      return done;

      async function handleEach(part: Awaited<ReturnType<typeof readNext>>): Promise<number> {
        try {
          return (await handlePart(deps, consumer, part)) ?? 0;
        } catch (error) {
          if (isDatabaseDown(error)) throw error;
        }
        // One by one, to find the one that fails.
        let handled = 0;
        let { after } = part;
        for (const event of part.events) {
          if (signal?.aborted === true) break;
          const single = { after, events: [event], through: event.position };
          try {
            const count = await handlePart(deps, consumer, single);
            if (count === null) return handled;
            handled += count;
          } catch (error) {
            if (isDatabaseDown(error)) throw error;
            onFailure(error);
            const failure = { error: messageOf(error), retryAt: retryTime(now(), 1) };
            if (!(await holdBack(deps, consumer, { after, event }, failure))) return handled;
          }
          after = event.position;
        }
        return handled;
      }
    },
  };
}
