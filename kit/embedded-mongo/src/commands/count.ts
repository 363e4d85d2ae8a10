import { numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import type { QuerySpec, QueryTarget } from '../query/query.ts';
import { effectiveCollation, hasHint, prepareQuery } from '../query/query.ts';
import { readCount } from '../storage/document-count.ts';
import type { CommandCall } from './command-call.ts';
import { collectionNameOf } from './namespace.ts';
import { withReadTarget } from './read-target.ts';
import { timeSliceOf } from './time-slice-of.ts';
import { optionalCount, optionalDocument } from './values.ts';

export const COUNT_FIELDS = ['query', 'limit', 'skip', 'hint', 'collation', 'fields'] as const;

/** The range of results to count. */
interface Slice {
  readonly skip: number;
  readonly limit: number;
}

/**
 * Returns the result count of a query without a filter from the collection's stored count. Returns
 * `undefined` with a filter, or with a hint, since an index may have fewer entries.
 *
 * @throws {MongoError} 2 for an invalid collation.
 */
export function countAll(
  { filter, hint, collation }: QuerySpec,
  target: QueryTarget,
  { skip, limit }: Slice,
): number | undefined {
  if (Object.keys(filter).length > 0 || hasHint(hint)) return undefined;
  effectiveCollation(collation, target.collection);
  const all = target.collection ? readCount(target.view, target.collection.id) : 0;
  return Math.min(Math.max(all - skip, 0), limit);
}

/** The count command (manual: reference/command/count/). */
export function count(call: CommandCall): Promise<Document> {
  const { command } = call;
  const namespace = `${call.database}.${collectionNameOf(call)}`;
  const filter = optionalDocument(command, 'query') ?? {};
  const skip = optionalCount(command, 'skip') ?? 0;
  // A negative limit means the same as a positive one here.
  const limit = Math.abs(numberOf(command.limit) ?? 0) || Number.POSITIVE_INFINITY;
  return withReadTarget(call, namespace, async (target) => {
    const spec = { filter, hint: command.hint, collation: optionalDocument(command, 'collation') };
    const all = countAll(spec, target, { skip, limit });
    if (all !== undefined) return { n: all };
    const query = prepareQuery(spec, target);
    const slice = timeSliceOf(call);
    let found = 0;
    for (const document of query.run()) {
      if (document) found += 1;
      if (found - skip >= limit) break;
      const pause = slice.pause();
      if (pause) await pause;
    }
    return { n: Math.max(found - skip, 0) };
  });
}
