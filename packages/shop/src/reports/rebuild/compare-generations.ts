import {
  REPORT_FIGURES,
  type ReportFigures,
  type ReportKind,
  type ReportSlot,
} from '@trastienda/shop-db';
import type { Building } from './build-generation.ts';
import type { RebuildDeps, RebuildDifference, RebuildOptions } from './rebuild-options.ts';

/** Rows per read. */
const BATCH = 500;

/** A place with its figures; the day is null for sums over all days. */
interface Place extends Omit<ReportSlot, 'day'> {
  readonly day: string | null;
  readonly figures: Partial<ReportFigures>;
}

export interface Comparison {
  readonly rows: number;
  readonly differences: number;
}

/** Orders places as the database does: texts by their bytes. */
function comparePlaces(a: Place, b: Place): number {
  const textOf = ({ day, currency, kind, key }: Place) =>
    [day ?? '', currency, kind, key].join('|');
  return Buffer.compare(Buffer.from(textOf(a)), Buffer.from(textOf(b)));
}

function* differencesOf(kept: Place | undefined, rebuilt: Place | undefined) {
  const place = kept ?? rebuilt;
  if (place === undefined) return;
  const { day, currency, kind, key } = place;
  for (const figure of REPORT_FIGURES) {
    const [before, after] = [kept?.figures[figure] ?? 0, rebuilt?.figures[figure] ?? 0];
    if (before === after) continue;
    const difference: RebuildDifference = {
      ...{ day, currency, kind, key, figure },
      ...{ kept: before, rebuilt: after },
    };
    yield difference;
  }
}

/** Goes through two ordered lists side by side. */
function* merge(kept: readonly Place[], rebuilt: readonly Place[]) {
  let [left, right] = [0, 0];
  while (left < kept.length || right < rebuilt.length) {
    const [a, b] = [kept[left], rebuilt[right]];
    const order = a === undefined ? 1 : b === undefined ? -1 : comparePlaces(a, b);
    if (order <= 0) left += 1;
    if (order >= 0) right += 1;
    yield [order <= 0 ? a : undefined, order >= 0 ? b : undefined] as const;
  }
}

interface Batch {
  readonly kept: readonly Place[];
  readonly rebuilt: readonly Place[];
  /** Last place that both lists are complete up to; null at the end. */
  readonly last: Place | null;
}

/** Cuts two lists off after the last place up to which both are complete. */
function cutOff(kept: readonly Place[], rebuilt: readonly Place[]): Batch {
  const ends = [kept, rebuilt]
    .filter((list) => list.length === BATCH)
    .flatMap((list) => list.at(-1) ?? []);
  const [last = null] = ends.toSorted(comparePlaces);
  if (last === null) return { kept, rebuilt, last };
  const isIn = (place: Place) => comparePlaces(place, last) <= 0;
  return { kept: kept.filter(isIn), rebuilt: rebuilt.filter(isIn), last };
}

/** Compares lists in batches, each of which is read in one snapshot. */
async function compareLists(
  { database }: RebuildDeps,
  read: (generation: 'kept' | 'rebuilt', after: Place | null) => Promise<readonly Place[]>,
  { onProgress, onDifference, signal }: RebuildOptions,
): Promise<Comparison> {
  let [rows, differences] = [0, 0];
  let after: Place | null = null;
  do {
    signal?.throwIfAborted();
    const from: Place | null = after;
    const batch: Batch = await database.transaction(async () =>
      cutOff(await read('kept', from), await read('rebuilt', from)),
    );
    for (const [kept, rebuilt] of merge(batch.kept, batch.rebuilt)) {
      rows += 1;
      for (const difference of differencesOf(kept, rebuilt)) {
        differences += 1;
        onDifference?.(difference);
      }
    }
    after = batch.last;
    onProgress?.({ phase: 'comparing', done: rows, of: null });
  } while (after !== null);
  return { rows, differences };
}

const KINDS: readonly ReportKind[] = ['checkout', 'country', 'discount', 'tax', 'total', 'variant'];

/**
 * Compares the sums of all days: days of two time zones differ, and what they sum to does not. The
 * sums of a kind are read at once for each batch, which is slow for a long history and needed once.
 */
async function compareSums(
  deps: RebuildDeps,
  building: Building,
  options: RebuildOptions,
): Promise<Comparison> {
  const { reports } = deps.database;
  const total = { rows: 0, differences: 0 };
  for (const kind of KINDS) {
    const all = { kind, from: '0000-01-01', to: '9999-12-31' };
    const read = async (which: 'kept' | 'rebuilt', after: Place | null) => {
      const { generation } = which === 'kept' ? building.kept : building;
      const sums = await reports.listSums({ ...all, generation, after, limit: BATCH });
      return sums.map(({ currency, key, figures }) => ({
        day: null,
        currency,
        kind,
        key,
        figures,
      }));
    };
    const { rows, differences } = await compareLists(deps, read, options);
    total.rows += rows;
    total.differences += differences;
  }
  return total;
}

/**
 * Compares a built generation with the live one. Both have the same events at any moment, because the
 * consumer adds each event to both in one transaction.
 */
export function compareGenerations(
  deps: RebuildDeps,
  building: Building,
  options: RebuildOptions,
): Promise<Comparison> {
  if (building.kept.timeZone !== deps.timeZone) return compareSums(deps, building, options);
  const { reports } = deps.database;
  const read = (which: 'kept' | 'rebuilt', after: Place | null) => {
    const { generation } = which === 'kept' ? building.kept : building;
    const place = after?.day == null ? null : { ...after, day: after.day };
    return reports.listRows(generation, place, BATCH);
  };
  return compareLists(deps, read, options);
}
