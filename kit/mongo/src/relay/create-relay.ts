import { type Clock, systemClock } from '@trastienda/base';
import type { RunTransaction } from '../connection/transaction.ts';
import type { EventStore } from '../events/define-events.ts';
import type { EventShape } from '../events/event-document.ts';
import type { EventWatcher } from '../events/watch-events.ts';
import type { Job, Worker } from '../worker/worker.ts';
import type { EventConsumer } from './consumer.ts';
import type { ConsumerStore, HoldKey } from './consumer-store.ts';
import { createArchiveJob } from './create-archive-job.ts';
import { createConsumerJob } from './create-consumer-job.ts';
import { assignAllPositions, createPositionJob } from './create-position-job.ts';
import { type ConsumerStatus, createRelayControl } from './relay-control.ts';

/** Polls that jobs rest for which news wake; they poll at all because a replay makes no news. */
const WOKEN_POLLS = 5;

export interface RelayDatabase<Shape extends EventShape> {
  readonly events: EventStore<Shape>;
  readonly eventConsumers: ConsumerStore;
  readonly transaction: RunTransaction;
}

export interface RelayOptions<Shape extends EventShape> {
  readonly database: RelayDatabase<Shape>;
  readonly consumers: readonly EventConsumer<Shape>[];
  readonly clock?: Clock;
  /** Longest time for the events of one transaction, in milliseconds; 30 seconds by default. */
  readonly handleMs?: number;
  /** Age at which events move to the archive; 400 days by default. */
  readonly archiveAfterDays?: number;
}

/** Brings events to their consumers. */
export interface Relay {
  /** For `createWorker`: the order of the log, each consumer, and the archive. */
  readonly jobs: readonly Job[];
  /**
   * Records the consumers that the database does not know yet, or knows otherwise, once. What is
   * committed from then on reaches those that begin now, and processes that do not know their types
   * leave them alone: call it before the application serves anything.
   */
  register(): Promise<void>;
  /** Wakes the jobs of a worker when there is something for them, without waiting for its poll. */
  watcherOf(worker: Pick<Worker, 'wake'>): EventWatcher;
  /** Returns how far each consumer is. */
  status(): Promise<readonly ConsumerStatus[]>;
  /** Tries a held or parked aggregate again at once; returns false when it is not held back. */
  resume(key: HoldKey): Promise<boolean>;
  /**
   * Gives up the event with this number, which holds an aggregate back, and goes on with the next
   * one; returns false when no such event does.
   */
  skip(key: HoldKey & { readonly sequence: number }): Promise<boolean>;
}

/** Wakes the job that orders events at each commit, and consumers when the log has grown. */
function createWakingWatcher(
  worker: Pick<Worker, 'wake'>,
  positionJob: Job,
  consumerJobs: readonly Job[],
  onLiveChange: (isLive: boolean) => void,
): EventWatcher {
  const ordering = new Set([positionJob.name]);
  const consuming = new Set(consumerJobs.map(({ name }) => name));
  return {
    onCommitted: () => worker.wake(ordering),
    onLogged: () => worker.wake(consuming),
    onLive() {
      onLiveChange(true);
      worker.wake(ordering);
      worker.wake(consuming);
    },
    onBroken: () => onLiveChange(false),
  };
}

/**
 * Creates the relay of an application's events. Each consumer has its own progress and its own lease:
 * one that fails or is slow delays no other, and any process can go on where another has ended.
 *
 * @throws {Error} when two consumers have the same name.
 */
export function createRelay<Shape extends EventShape>(options: RelayOptions<Shape>): Relay {
  const { database, consumers, clock = systemClock, archiveAfterDays, handleMs } = options;
  const { events, eventConsumers, transaction } = database;
  const names = new Set(consumers.map(({ name }) => name));
  if (names.size < consumers.length) throw new Error('Two consumers have the same name.');
  const now = () => clock.now();

  async function registerAll(): Promise<void> {
    const known = new Map((await eventConsumers.list()).map((each) => [each.name, each]));
    const added = consumers.filter(({ name }) => !known.has(name));
    // A new version may declare a known consumer differently.
    const changed = consumers.filter(({ name, types, isReplayable = false }) => {
      const stored = known.get(name);
      if (stored === undefined) return false;
      const hasNew = types.some((type) => !stored.types.includes(type));
      return hasNew || stored.isReplayable !== isReplayable;
    });
    if (added.length + changed.length === 0) return;
    // What is committed but has no position yet happened before.
    if (added.some(({ from }) => from === 'now')) await assignAllPositions(database);
    const last = await events.lastPosition();
    for (const { name, from, types, isReplayable = false } of [...added, ...changed]) {
      const position = from === 'now' ? last : 0;
      await eventConsumers.register({ name, position, isReplayable, types }, now());
    }
  }

  let registered: Promise<void> | undefined;
  async function register(): Promise<void> {
    registered ??= registerAll();
    try {
      await registered;
    } catch (error) {
      registered = undefined;
      throw error;
    }
  }

  /** Whether news wake the jobs. */
  let isLive = false;
  const idlePolls = () => (isLive ? WOKEN_POLLS : 1);

  const deps = {
    ...{ idlePolls, events },
    consumers: eventConsumers,
    transaction,
    now,
    register,
    ...(handleMs !== undefined && { handleMs }),
  };
  const positionJob = createPositionJob(database, idlePolls);
  const consumerJobs = consumers.map((consumer) => createConsumerJob(deps, consumer));
  const archiveJob = createArchiveJob(database, {
    now,
    ...(archiveAfterDays !== undefined && { archiveAfterDays }),
  });
  return {
    register,
    jobs: [positionJob, ...consumerJobs, archiveJob],
    watcherOf: (worker) =>
      createWakingWatcher(worker, positionJob, consumerJobs, (isNow) => {
        isLive = isNow;
      }),
    ...createRelayControl(database, { consumers, now }),
  };
}
