import type { Clock } from '@trastienda/base';
import { createBatchJob, type Job } from '@trastienda/mongo';
import type { Database, MediaState } from '@trastienda/shop-db';
import { leaseFrom } from '../lease.ts';
import { fileNamesOf } from '../media-files.ts';
import type { MediaStorage } from '../storage/media-storage.ts';

interface RemovalDeps {
  readonly database: Pick<Database, 'media'>;
  readonly clock: Clock;
  readonly storage: MediaStorage;
}

/** Age of what an interrupted write has left in the storage. */
const LEFTOVER_MS = 24 * 3_600_000;

/** What is left over takes room and nothing else. */
const IDLE_POLLS = 60;
/** How often a process looks for it. */
const SEARCH_MS = 3_600_000;

/**
 * Removes the files of uploads that were never acknowledged and of deletions that were not finished,
 * because their process died or the storage was unavailable.
 */
export function createRemoveInterrupted({ database, clock, storage }: RemovalDeps): Job {
  const { media } = database;
  const removal = createBatchJob<MediaState>({
    ...{ name: 'remove-interrupted-media', idlePolls: () => IDLE_POLLS },
    find: (last, limit) => media.listInterrupted(clock.now(), limit, last),
    async run(interrupted) {
      const { leaseUntil } = leaseFrom(clock.now());
      // Another process may have taken over, or the upload may just have ended.
      if (!(await media.takeOver(interrupted, leaseUntil))) return false;
      await storage.remove(interrupted.id, fileNamesOf(interrupted));
      return media.finishDeleting(interrupted.id, leaseUntil);
    },
  });
  let searchedAt = Number.NEGATIVE_INFINITY;
  return {
    ...removal,
    async runOnce(signal) {
      const removed = await removal.runOnce(signal);
      const now = clock.now().getTime();
      if (now - searchedAt < SEARCH_MS) return removed;
      searchedAt = now;
      return removed + (await storage.removeLeftovers(new Date(now - LEFTOVER_MS)));
    },
  };
}
