import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '../events/define-events.ts';
import type { EventShape } from '../events/event-document.ts';
import type { Job } from '../worker/worker.ts';
import type { EventConsumer } from './consumer.ts';
import { createConsumerProgress, type LogPart } from './consumer-progress.ts';
import { isOfAllEvents } from './handle-event.ts';
import { messageOf, type RetryDeps, retryHeld, retryTime } from './retry-held.ts';

/** Events of one transaction: more of them hold its locks for longer. */
const BATCH_SIZE = 50;

/** Failures that a round reports; enough to diagnose them. */
const MAX_FAULTS = 10;

/** The position is written at least once for that many events of other types. */
const MAX_SKIPPED = 1000;

/**
 * After that many failures without a success, the consumer itself is at fault, and pauses: each costs
 * two transactions.
 */
const MAX_FAILURES_IN_A_ROW = 3;

/**
 * Between full batches a consumer rests for that many times as long as the batch took: one that
 * catches up takes a third of what it could, and leaves the rest to callers.
 */
const REST_PER_WORK = 2;

/** A round of a worker ends after that long, so that its lease is extended. */
const ROUND_MS = 5_000;

/** Rounds that did work rest for that long, so that the next one has more at once. */
const GATHER_MS = 100;

/**
 * For that long a worker trusts in what it has read or written of its consumer: what another process
 * changes, such as a replay, is noticed that much later. A transaction trusts in nothing.
 */
const TRUSTED_MS = 1_000;

export interface ConsumerJobDeps<Shape extends EventShape> extends RetryDeps<Shape> {
  readonly events: EventStore<Shape>;
  /** Resolves once the consumer is registered. */
  readonly register: () => Promise<void>;
  /** Returns how many polls a job rests for that has nothing to do and nothing to try again. */
  readonly idlePolls: () => number;
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
  const progress = createConsumerProgress(deps, consumer);
  /** Read without an event of the consumer's types, and not written yet. */
  let skipped = { after: 0, through: 0 };
  /** Whether aggregates are held back, which are due at some time, or when staff resume them. */
  let isHolding = true;
  let holdsReadAt = Number.NEGATIVE_INFINITY;
  /** The position as this process has read or written it last. */
  let position: { readonly value: number; readonly knownAt: number } | null = null;

  const isTrusted = (knownAt: number) => performance.now() - knownAt < TRUSTED_MS;

  async function findPosition(signal: AbortSignal | undefined): Promise<number> {
    // Without a signal no worker runs the round: its caller expects all that has been written.
    if (signal !== undefined && position !== null && isTrusted(position.knownAt)) {
      return position.value;
    }
    const value = await consumers.findPosition(name);
    if (value === null) throw new Error(`The consumer ${name} is not registered.`);
    position = { value, knownAt: performance.now() };
    return value;
  }

  /** Handles a part; returns how many events, or null when another process has moved the position. */
  async function handlePart(part: LogPart<Shape>): Promise<number | null> {
    position = null;
    const handled = await progress.handlePart(part);
    if (handled === null) return null;
    position = { value: part.through, knownAt: performance.now() };
    isHolding ||= progress.isHolding();
    return handled;
  }

  async function readNext(signal: AbortSignal | undefined): Promise<LogPart<Shape>> {
    const after = await findPosition(signal);
    const from = skipped.after === after ? Math.max(after, skipped.through) : after;
    const page = await events.readLog({ after: from, types, limit: BATCH_SIZE });
    return { ...page, after };
  }

  /** Counts the failures of a round, and ends it when nothing succeeds. */
  function createFailures() {
    const faults: unknown[] = [];
    let inARow = 0;
    return {
      resetStreak() {
        inARow = 0;
      },
      add(error: unknown) {
        if (faults.length < MAX_FAULTS) faults.push(error);
        inARow += 1;
      },
      areTooMany: () => inARow >= MAX_FAILURES_IN_A_ROW,
      throwIfAny() {
        if (faults.length > 0) throw failuresOf(name, faults);
      },
    };
  }
  type Failures = ReturnType<typeof createFailures>;

  /** Handles events one by one, to find those that fail. */
  async function handleSingly(
    { after, events: batch }: LogPart<Shape>,
    failures: Failures,
    signal: AbortSignal | undefined,
  ): Promise<number> {
    let handled = 0;
    let done = after;
    for (const event of batch) {
      if (signal?.aborted === true || failures.areTooMany()) break;
      try {
        const count = await handlePart({ after: done, events: [event], through: event.position });
        if (count === null) break;
        handled += count;
        failures.resetStreak();
      } catch (error) {
        if (isOfAllEvents(error)) throw error;
        failures.add(error);
        const failure = { error: messageOf(error), retryAt: retryTime(now(), 1) };
        if (!(await progress.holdBack({ after: done, event }, failure))) break;
        isHolding = true;
      }
      done = event.position;
    }
    return handled;
  }

  async function handleAll(
    part: LogPart<Shape>,
    failures: Failures,
    signal: AbortSignal | undefined,
  ): Promise<number> {
    try {
      const handled = (await handlePart(part)) ?? 0;
      failures.resetStreak();
      return handled;
    } catch (error) {
      if (isOfAllEvents(error)) throw error;
      return await handleSingly(part, failures, signal);
    }
  }

  async function retryDue(failures: Failures, signal: AbortSignal | undefined): Promise<number> {
    let done = 0;
    for (const held of await consumers.listDue(name, now(), BATCH_SIZE)) {
      if (signal?.aborted === true || failures.areTooMany()) break;
      const handled = await retryHeld(deps, consumer, held, failures.add);
      if (handled > 0) failures.resetStreak();
      done += handled;
    }
    return done;
  }

  async function findHolds(signal: AbortSignal | undefined): Promise<void> {
    if (signal !== undefined && isTrusted(holdsReadAt)) return;
    isHolding = (await consumers.listHolds(name, { limit: 1 })).items.length > 0;
    holdsReadAt = performance.now();
  }

  return {
    name: `consume-${name}`,
    gatherMs: GATHER_MS,
    idlePolls: () => (isHolding ? 1 : deps.idlePolls()),
    async runOnce(signal) {
      await deps.register();
      const failures = createFailures();
      const endsAt = performance.now() + ROUND_MS;
      // Without a signal there is no lease, and the round takes as long as it needs.
      const isOver = () => signal !== undefined && (signal.aborted || performance.now() > endsAt);
      let done = isHolding || signal === undefined ? await retryDue(failures, signal) : 0;
      // What is held back says nothing of the events that follow.
      failures.resetStreak();
      while (!isOver() && !failures.areTooMany()) {
        const startedAt = performance.now();
        const part = await readNext(signal);
        if (part.events.length === 0) {
          skipped = part;
          // Another process that takes over would read them again.
          if (part.through - part.after >= MAX_SKIPPED) await handlePart(part);
          break;
        }
        done += await handleAll(part, failures, signal);
        if (part.events.length < BATCH_SIZE) {
          // News of what was logged since then wake the next round.
          if (position?.value === part.through) break;
          continue;
        }
        const restMs = REST_PER_WORK * (performance.now() - startedAt);
        await sleep(restMs, undefined, { ...(signal && { signal }) }).catch(() => {});
      }
      failures.throwIfAny();
      if (done === 0) await findHolds(signal);
      return done;
    },
  };
}
