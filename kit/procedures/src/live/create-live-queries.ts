import type { TagHub } from '@trastienda/base';
import type { AnyTRPCRouter } from '@trpc/server';
import { inOrderOfCompletion } from './in-order-of-completion.ts';
import { startLiveQuery } from './live-query.ts';
import type { LiveQuery, LiveUpdate } from './live-schemas.ts';
import { createQueryRunner } from './run-query.ts';

export interface LiveQueriesOptions {
  /** Returns the router of the queries, which may be the one of the subscription. */
  readonly router: () => AnyTRPCRouter;
  /** Queries of all streams that run at once in this process; 16 by default. */
  readonly concurrency?: number;
  /** How long news are collected before queries run again; 50 ms by default. */
  readonly collectMs?: number;
}

export interface WatchOptions {
  /** Context of the subscription: its caller is that of the queries. */
  readonly ctx: object;
  readonly queries: readonly LiveQuery[];
  readonly hub: TagHub;
  readonly signal: AbortSignal;
}

export interface LiveQueries {
  /** Answers queries, and again whenever an answer has changed, until the signal is aborted. */
  watch(options: WatchOptions): AsyncIterable<LiveUpdate>;
}

/** Queries of one stream that run at once. */
const STREAM_CONCURRENCY = 4;

/** While nothing is heard of changes, queries run again after this time. */
const POLL_MS = 10_000;

/** Collects what is due; `take` resolves when there is some, or when the signal is aborted. */
function createDueList(signal: AbortSignal) {
  const due = new Set<number>();
  let wake = () => {};
  signal.addEventListener('abort', () => wake(), { once: true });
  return {
    add(query: number) {
      due.add(query);
      wake();
    },
    async wait(hub: TagHub): Promise<void> {
      if (due.size > 0 || signal.aborted) return;
      const timer = hub.isLive() ? undefined : setTimeout(() => wake(), POLL_MS);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      clearTimeout(timer);
    },
    takeAll() {
      const taken = [...due];
      due.clear();
      return taken;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

/**
 * Creates the answers of live queries. Each query runs as if its caller had called it, with the same
 * checks, limits and failures.
 *
 * @example
 * const live = createLiveQueries({ router: (): AnyTRPCRouter => appRouter });
 * const watch = subscription(
 *   { access: 'public', summary: 'Keeps queries live', input: LiveQueriesInput, output: LiveUpdate },
 *   ({ ctx, input, signal }) => live.watch({ ctx, ...input, hub: ctx.services.tags, signal }),
 * );
 */
export function createLiveQueries(options: LiveQueriesOptions): LiveQueries {
  const { router, concurrency = 16, collectMs = 50 } = options;
  const runQuery = createQueryRunner(router, { concurrency });

  return {
    async *watch({ ctx, queries, hub, signal }) {
      const due = createDueList(signal);
      const running = queries.map((query, index) =>
        startLiveQuery({
          ...{ query, hub },
          run: () => runQuery(query, { ctx, signal }),
          onDue: () => due.add(index),
        }),
      );
      const refreshOf = (index: number) => async () => {
        const news = await running[index]?.refresh();
        return news ? ({ query: index, ...news } as LiveUpdate) : null;
      };
      try {
        let indexes = [...queries.keys()];
        while (!signal.aborted) {
          const works = indexes.map(refreshOf);
          for await (const update of inOrderOfCompletion(works, STREAM_CONCURRENCY)) {
            if (signal.aborted) return;
            if (update !== null) yield update;
          }
          await due.wait(hub);
          // A transaction touches many tags, and a form often ends in several calls.
          await pause(collectMs, signal);
          indexes = hub.isLive() ? due.takeAll() : [...queries.keys()];
        }
      } finally {
        for (const query of running) query.close();
      }
    },
  };
}
