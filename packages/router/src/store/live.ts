import { createLiveQueries, LiveQueriesInput, LiveUpdate } from '@trastienda/procedures';
import type { AnyTRPCRouter } from '@trpc/server';
import { subscription } from '../procedures.ts';

/** Creates the subscription to queries of a router. */
export function createLive(router: () => AnyTRPCRouter) {
  const queries = createLiveQueries({ router });
  return {
    watch: subscription(
      {
        access: 'public',
        summary: 'Answers queries, and again whenever an answer has changed',
        description:
          'Each query has the access, the limits and the failures of a call. Only queries with `tags` can be live.',
        input: LiveQueriesInput,
        output: LiveUpdate,
      },
      ({ ctx, input, signal }) => queries.watch({ ctx, ...input, hub: ctx.services.tags, signal }),
    ),
  };
}
