import type { RunTransaction } from '../connection/transaction.ts';
import type { EventStore } from '../events/define-events.ts';
import type { Job } from '../worker/worker.ts';

/** Events that move in one transaction. */
const BATCH_SIZE = 100;

const ARCHIVE_AFTER_DAYS = 400;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A round looks for old events that often: each look is a read. */
const PAUSE_MS = 60_000;

/**
 * Creates the job that moves old events to the archive. Consumers and histories read on from there, so
 * that nothing waits for them.
 */
export function createArchiveJob(
  {
    events,
    transaction,
  }: { readonly events: Pick<EventStore, 'archive'>; readonly transaction: RunTransaction },
  {
    now,
    archiveAfterDays = ARCHIVE_AFTER_DAYS,
  }: { readonly now: () => Date; readonly archiveAfterDays?: number },
): Job {
  let lookedAt = Number.NEGATIVE_INFINITY;
  return {
    name: 'archive-events',
    async runOnce(signal) {
      const time = now().getTime();
      if (time - lookedAt < PAUSE_MS) return 0;
      const before = new Date(time - archiveAfterDays * DAY_MS);
      let done = 0;
      let moved = 0;
      do {
        moved = await transaction(() => events.archive({ before, limit: BATCH_SIZE }));
        done += moved;
      } while (moved > 0 && signal?.aborted !== true);
      lookedAt = time;
      return done;
    },
  };
}
