import { createEventFeed, type EventFeed } from '../events/create-event-feed.ts';
import type { EventShape } from '../events/event-document.ts';
import type { LeaseStore } from '../leases/lease-store.ts';
import { createWorker, type WorkerOptions } from '../worker/create-worker.ts';
import { waitAtMost } from '../worker/wait-at-most.ts';
import type { Worker } from '../worker/worker.ts';
import { createRelay, type Relay, type RelayDatabase, type RelayOptions } from './create-relay.ts';

export interface RelayWorkerOptions<Shape extends EventShape>
  extends Pick<WorkerOptions, 'onFault' | 'pollMs'>,
    Omit<RelayOptions<Shape>, 'database'> {
  readonly database: RelayDatabase<Shape> & { readonly leases: LeaseStore };
  /** Other jobs of the same worker. */
  readonly jobs?: WorkerOptions['jobs'];
}

/** A worker that brings events to consumers within milliseconds, and runs other jobs. */
export interface RelayWorker extends Worker {
  readonly relay: Relay;
  /** The news of committed events in this process, from `start` to `stop`. */
  readonly feed: EventFeed;
}

/**
 * Creates the worker of an application's events and jobs. A change stream wakes it; where there is
 * none, it polls.
 *
 * @example
 * const background = createRelayWorker({ database, consumers: [createAnnouncer(deps)], onFault });
 * await background.relay.register();
 * background.start();
 */
export function createRelayWorker<Shape extends EventShape>({
  jobs = [],
  onFault,
  pollMs,
  ...options
}: RelayWorkerOptions<Shape>): RelayWorker {
  const { database, clock } = options;
  const relay = createRelay(options);
  const feed = createEventFeed(database);
  const worker = createWorker({
    jobs: [...jobs, ...relay.jobs],
    leases: database.leases,
    onFault,
    ...(clock !== undefined && { clock }),
    ...(pollMs !== undefined && { pollMs }),
  });
  feed.subscribe(relay.watcherOf(worker));
  feed.subscribe({ onBroken: (error) => onFault({ job: 'event-feed', error }) });
  let stopping: AbortController | undefined;
  let ended: Promise<void> = Promise.resolve();
  return {
    ...worker,
    relay,
    feed,
    start() {
      if (stopping === undefined) {
        stopping = new AbortController();
        const { signal } = stopping;
        ended = ended.then(() => feed.start(signal).ended);
      }
      worker.start();
    },
    async stop(withinMs) {
      stopping?.abort();
      stopping = undefined;
      // A database that does not respond does not close the stream either.
      await Promise.all([worker.stop(withinMs), waitAtMost(ended, withinMs)]);
    },
  };
}
