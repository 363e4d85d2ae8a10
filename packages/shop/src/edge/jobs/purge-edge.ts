import type { Job } from '@trastienda/mongo';
import type { Database } from '@trastienda/shop-db';
import type { EdgeCache } from '../edge-cache.ts';

/** With more tags than that, as after an import, everything is purged at once. */
const MAX_SINGLE = 300;

/** Tags that one purge of everything covers. */
const MAX_AT_ONCE = 10_000;

/** Changes that come together are purged together. */
const GATHER_MS = 1_000;

/**
 * Creates the job that lets an edge cache forget what has changed. A tag is removed once the cache has
 * confirmed it; after a failure it is sent again.
 */
export function createPurgeEdge({
  database: { edgePurges },
  cache,
}: {
  readonly database: Pick<Database, 'edgePurges'>;
  readonly cache: EdgeCache;
}): Job {
  return {
    name: 'purge-edge',
    gatherMs: GATHER_MS,
    async runOnce(signal) {
      let done = 0;
      while (signal?.aborted !== true) {
        const due = await edgePurges.list(MAX_SINGLE + 1);
        if (due.length === 0) break;
        const isTooMany = due.length > MAX_SINGLE;
        const purged = isTooMany ? await edgePurges.list(MAX_AT_ONCE) : due.slice(0, cache.maxTags);
        await cache.purge(isTooMany ? 'everything' : purged.map(({ tag }) => tag), signal);
        await edgePurges.remove(purged);
        done += purged.length;
      }
      return done;
    },
  };
}
