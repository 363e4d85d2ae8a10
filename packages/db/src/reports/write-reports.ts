import { retryDuplicate } from '@trastienda/mongo';
import type { Model } from 'mongoose';
import {
  REPORT_FIGURES,
  type ReportChange,
  type ReportFigures,
  type ReportRowDocument,
  type ReportSlot,
} from './report-document.ts';

/** Returns the id of a row. Only the key may contain the separator, and it comes last. */
export function reportRowId(generation: string, { day, currency, kind, key }: ReportSlot): string {
  return [generation, day, currency, kind, key].join('|');
}

/** Returns the figures that are not 0, as an update adds them. */
function incrementOf(figures: Partial<ReportFigures>): Record<string, number> | null {
  const added = REPORT_FIGURES.filter((figure) => (figures[figure] ?? 0) !== 0);
  if (added.length === 0) return null;
  return Object.fromEntries(added.map((figure) => [`figures.${figure}`, figures[figure] ?? 0]));
}

/** Joins the changes of each row, so that it is written once. */
function mergeChanges(changes: readonly ReportChange[]): ReportChange[] {
  const merged = new Map<string, ReportChange>();
  for (const change of changes) {
    const id = reportRowId('', change);
    const before = merged.get(id);
    if (before === undefined) {
      merged.set(id, change);
      continue;
    }
    const sums = REPORT_FIGURES.map((figure) => [
      figure,
      (before.figures[figure] ?? 0) + (change.figures[figure] ?? 0),
    ]);
    const facts = { ...before.facts, ...change.facts };
    merged.set(id, { ...change, facts, figures: Object.fromEntries(sums) });
  }
  return [...merged.values()];
}

/** Sets the facts that a change knows: a name of a tax, for example, that another order lacks stays. */
function updateOf(generation: string, { facts, figures: _, ...place }: ReportChange) {
  const known = Object.entries(facts).map(([name, fact]) => [`facts.${name}`, fact]);
  return known.length === 0
    ? { $setOnInsert: { generation, ...place, facts: {} } }
    : { $set: Object.fromEntries(known), $setOnInsert: { generation, ...place } };
}

/** Adds changes to the rows of a generation, within the caller's transaction. */
export async function addToRows(
  model: Model<ReportRowDocument>,
  generation: string,
  changes: readonly ReportChange[],
): Promise<void> {
  const updates = mergeChanges(changes).flatMap((change) => {
    const $inc = incrementOf(change.figures);
    if ($inc === null) return [];
    const filter = { _id: reportRowId(generation, change) };
    const update = { $inc, ...updateOf(generation, change) };
    return [{ updateOne: { filter, update, upsert: true } }];
  });
  if (updates.length === 0) return;
  try {
    await model.bulkWrite(updates);
  } catch (error) {
    // Another transaction has begun the same row.
    throw retryDuplicate(error);
  }
}
