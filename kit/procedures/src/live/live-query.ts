import { backoffMs, type TagHub } from '@trastienda/base';
import type { LiveQuery, LiveUpdate } from './live-schemas.ts';
import type { QueryOutcome } from './run-query.ts';

/** Delay before a query that has failed runs again; longer when the failure says so. */
const RETRY = { firstMs: 1000, longestMs: 60_000 };

export interface LiveQueryOptions {
  readonly query: LiveQuery;
  readonly hub: TagHub;
  /** Runs the query once. */
  readonly run: () => Promise<QueryOutcome>;
  /** Called when the query should run again. */
  readonly onDue: () => void;
}

/** A query that is kept live. */
export interface RunningQuery {
  /** Runs the query; returns what its client does not know yet, or null. */
  refresh(): Promise<Omit<LiveUpdate, 'query'> | null>;
  close(): void;
}

export function startLiveQuery({ query, hub, run, onDue }: LiveQueryOptions): RunningQuery {
  /** Hash of what the client has. */
  let known = query.known;
  let hasTags = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let leave = () => {};

  const retryIn = (ms: number) => {
    timer ??= setTimeout(() => {
      timer = undefined;
      onDue();
    }, ms);
  };

  return {
    async refresh() {
      clearTimeout(timer);
      timer = undefined;
      const since = hub.now();
      const outcome = await run();
      if (outcome.kind === 'answer') {
        const { data, hash, tags } = outcome;
        failures = 0;
        hasTags = true;
        leave();
        leave = hub.subscribe(tags, onDue);
        if (hub.isTouchedSince(tags, since)) onDue();
        if (hash === known) return null;
        known = hash;
        return { hash, data };
      }
      const { error } = outcome;
      failures += 1;
      const delayMs = backoffMs(RETRY, failures);
      if (error.data.isRetryable === true) {
        const { retryAfterSeconds = 0 } = Object(error.data.details) as Record<string, unknown>;
        retryIn(Math.max(delayMs, 1000 * Number(retryAfterSeconds)));
        // The client's answer is the latest that is known.
        if (known !== undefined) return null;
      } else if (!hasTags) {
        // What it depends on is not known, so that anything may change it.
        leave();
        leave = hub.subscribe(null, () => retryIn(delayMs));
      }
      const same = JSON.stringify(error);
      if (same === known) return null;
      known = same;
      return { error };
    },
    close() {
      clearTimeout(timer);
      leave();
    },
  };
}
