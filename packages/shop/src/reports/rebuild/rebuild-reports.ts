import { setTimeout } from 'node:timers/promises';
import { REPORT_CONSUMER } from '../create-report-consumer.ts';
import { type Building, beginGeneration, buildGeneration } from './build-generation.ts';
import { compareGenerations } from './compare-generations.ts';
import {
  RebuildConflictError,
  type RebuildDeps,
  type RebuildOptions,
  type RebuildResult,
} from './rebuild-options.ts';

const LEASE = 'rebuild-reports';
/** Longer than a batch takes. */
const LEASE_MS = 60_000;
/** Rows that are deleted at once. */
const DELETED = 1000;
const GRACE_MS = 10_000;

/** Makes the built generation the live one. */
async function replaceLive(
  { database, clock, timeZone }: RebuildDeps,
  { generation }: Building,
): Promise<void> {
  const { reports, eventConsumers, transaction } = database;
  await transaction(async () => {
    await eventConsumers.lock(REPORT_CONSUMER);
    const state = await reports.findState();
    if (state?.building?.generation !== generation) {
      throw new RebuildConflictError('Another rebuild has begun.');
    }
    await reports.updateState({ generation, timeZone, building: null, rebuiltAt: clock.now() });
  });
}

/** Deletes the rows of all generations but these. */
async function removeOthers(
  { database: { reports } }: RebuildDeps,
  generations: readonly string[],
  { onProgress }: RebuildOptions,
): Promise<void> {
  let removed = 0;
  for (let count = DELETED; count === DELETED; removed += count) {
    count = await reports.deleteOthers(generations, DELETED);
    onProgress?.({ phase: 'removing', done: removed + count, of: null });
  }
}

/** Runs work under the lease of rebuilds, which progress extends. */
async function withLease<Result>(
  { database: { leases, reports }, clock }: RebuildDeps,
  options: RebuildOptions,
  work: (options: RebuildOptions) => Promise<Result>,
): Promise<Result> {
  const holder = reports.newGeneration(clock.now());
  const acquire = async () => {
    const now = clock.now();
    return await leases.acquire(LEASE, holder, now, new Date(now.getTime() + LEASE_MS));
  };
  if (!(await acquire())) throw new RebuildConflictError('Another rebuild is running.');
  let extendedAt = clock.now().getTime();
  try {
    return await work({
      ...options,
      onProgress(progress) {
        options.onProgress?.(progress);
        if (clock.now().getTime() - extendedAt < LEASE_MS / 4) return;
        extendedAt = clock.now().getTime();
        // Another process that has it since begins another generation, which ends this rebuild.
        acquire().catch(() => {});
      },
    });
  } finally {
    await leases.release(LEASE, holder);
  }
}

/**
 * Builds the roll-ups of reports from all events, beside the live ones, reports each figure that
 * differs, and replaces the live ones in one transaction. Servers keep running: the consumer adds
 * events to both while this runs. A rebuild that was killed leaves the live roll-ups as they were; the
 * next one starts from the beginning.
 * @throws {RebuildConflictError} when another rebuild runs.
 */
export function rebuildReports(
  deps: RebuildDeps,
  rebuildOptions: RebuildOptions = {},
): Promise<RebuildResult> {
  return withLease(deps, rebuildOptions, async (options) => {
    const building = await beginGeneration(deps);
    const { generation, kept } = building;
    // What an earlier rebuild has left behind.
    await removeOthers(deps, [generation, kept.generation], options);
    const events = await buildGeneration(deps, building, options);
    const { rows, differences } = await compareGenerations(deps, building, options);
    await replaceLive(deps, building);
    const [replaced] = await deps.database.reports.listRows(kept.generation, null, 1);
    if (replaced !== undefined) await setTimeout(options.graceMs ?? GRACE_MS);
    await removeOthers(deps, [generation], options);
    return { events, rows, differences, formerTimeZone: kept.timeZone };
  });
}
