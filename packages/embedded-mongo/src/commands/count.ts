import type { QueryTarget } from '../query/query.ts';
import { prepareQuery } from '../query/query.ts';
import type { Document } from '../semantics/index.ts';
import { numberOf } from '../storage/bson-values.ts';
import { dataRange } from '../storage/key-space.ts';
import type { CommandCall } from './command-call.ts';
import { collectionNameOf } from './namespace.ts';
import { withReadTarget } from './read-target.ts';
import { sliceOf } from './slice-of.ts';
import { optionalCount, optionalDocument } from './values.ts';

export const COUNT_FIELDS = ['query', 'limit', 'skip', 'hint', 'collation', 'fields'] as const;

/** The number of documents in the collection, without looking into them. */
export function countAll({ view, collection }: QueryTarget): number {
  return collection ? view.count(dataRange(collection.id)) : 0;
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
    const isPlain = Object.keys(filter).length === 0 && command.hint === undefined;
    if (isPlain) {
      const all = countAll(target);
      return { n: Math.min(Math.max(all - skip, 0), limit) };
    }
    const collation = optionalDocument(command, 'collation');
    const query = prepareQuery({ filter, hint: command.hint, collation }, target);
    const slice = sliceOf(call);
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
