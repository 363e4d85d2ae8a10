import type { CollectionInfo, IndexInfo } from '../catalog/types.ts';
import type { Engine } from '../engine/engine.ts';
import { MongoError } from '../mongo-error.ts';
import type { Coroutine } from '../scheduling/coroutine.ts';
import { SESSION_TIMEOUT_MINUTES } from '../sessions/session-registry.ts';
import { dataRange, GARBAGE, MULTIKEYS, readId, SESSIONS } from '../storage/key-space.ts';
import { entriesOf } from '../storage/read-view.ts';
import { recordAge } from '../transactions/retry-record.ts';
import type { WriteContext } from '../transactions/write-context.ts';
import { runDelete } from '../writes/modify.ts';

/** Keys removed per commit, so that writers do not wait long. */
const SWEEP_BATCH = 2000;
/** Documents deleted per commit of the TTL sweep: every other write waits for that commit. */
const EXPIRED_BATCH = 250;
const MINUTE_MS = 60_000;
/** Milliseconds that a sweep waits for a transaction that holds an expired document. */
const LOCK_TIMEOUT_MS = 1000;
const MAX_TIME_EXPIRED = 50;

/**
 * Removes the keys of dropped collections and indexes, one batch per commit, and their multikey
 * records. The multikey state in memory stays until the next start: an older snapshot may still
 * read the index, and would miss results without it.
 */
export async function sweepGarbage(engine: Engine): Promise<void> {
  for (;;) {
    const isDone = await engine.write((ctx) => {
      let removed = 0;
      let hasEnded = false;
      for (const marker of entriesOf(ctx.view, GARBAGE)) {
        for (const { key } of entriesOf(ctx.view, dataRange(readId(marker.key)))) {
          if (removed >= SWEEP_BATCH) return false;
          ctx.view.remove(key);
          removed += 1;
        }
        ctx.view.remove(marker.key);
        hasEnded = true;
      }
      if (hasEnded) removeUnownedMultikeys(ctx);
      return true;
    });
    if (isDone) return;
  }
}

/**
 * Removes multikey records without an index. A failed index build leaves one without a garbage
 * marker.
 */
function removeUnownedMultikeys({ view, catalog }: WriteContext): void {
  const owners = new Set<number>();
  for (const { id, indexes } of catalog.all()) {
    owners.add(id);
    for (const index of indexes) owners.add(index.id);
  }
  for (const { key } of entriesOf(view, MULTIKEYS)) {
    if (!owners.has(readId(key))) view.remove(key);
  }
}

/** Removes the retryable-write records of expired sessions. */
export async function sweepSessions(engine: Engine): Promise<void> {
  await engine.write((ctx) => {
    const now = ctx.now.getTime();
    for (const { key, value } of entriesOf(ctx.view, SESSIONS)) {
      if (recordAge(value, now) > SESSION_TIMEOUT_MINUTES * MINUTE_MS) ctx.view.remove(key);
    }
  });
}

/** Deletes expired documents of TTL indexes (manual: core/index-ttl/). */
export async function sweepExpired(engine: Engine): Promise<void> {
  for (const collection of engine.catalog.all()) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds === undefined) continue;
      try {
        await sweepIndex(engine, collection, index);
      } catch (error) {
        // A transaction holds one of the documents; the next sweep retries.
        if (!(error instanceof MongoError) || error.code !== MAX_TIME_EXPIRED) throw error;
      }
    }
  }
}

async function sweepIndex(
  engine: Engine,
  { namespace }: CollectionInfo,
  index: IndexInfo,
): Promise<void> {
  const [field] = index.fields;
  const { expireAfterSeconds } = index;
  if (field === undefined || expireAfterSeconds === undefined) return;
  for (;;) {
    const sweepBatch = function* (ctx: WriteContext): Coroutine<number> {
      const current = ctx.catalog.get(namespace);
      const isThere = current?.indexes.some(({ id }) => id === index.id);
      if (!isThere) return 0;
      const oldest = new Date(ctx.now.getTime() - expireAfterSeconds * 1000);
      // Dates before 1970 count too. Values of other types never expire.
      const expired = { [field]: { $lte: oldest } };
      const filter = index.partialFilter
        ? { $and: [expired, index.spec.partialFilterExpression] }
        : expired;
      const found = yield* runDelete(ctx, engine, namespace, { filter, limit: EXPIRED_BATCH });
      return found.deleted.length;
    };
    const deleted = await engine.writeCooperatively(sweepBatch, undefined, LOCK_TIMEOUT_MS);
    if (deleted < EXPIRED_BATCH) return;
  }
}
