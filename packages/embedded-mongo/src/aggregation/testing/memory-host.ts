import { valuesEqual } from '../../semantics/compare.ts';
import { compileFilter } from '../../semantics/matcher.ts';
import type { Document } from '../../semantics/types.ts';
import { valueAtPath } from '../set-path.ts';
import { streamOf } from '../stage-types.ts';
import type { PipelineHost } from '../types.ts';

/** Collections in memory for tests of pipelines, with a record of the filters asked for. */
export function memoryHost(collections: Readonly<Record<string, readonly Document[]>>): {
  readonly host: PipelineHost;
  readonly filters: readonly (Document | undefined)[];
  documents(collection: string): readonly Document[];
} {
  const stored = new Map(Object.entries(collections).map(([name, docs]) => [name, [...docs]]));
  const filters: (Document | undefined)[] = [];
  const of = (name: string): Document[] => {
    const docs = stored.get(name) ?? [];
    stored.set(name, docs);
    return docs;
  };
  return {
    filters,
    documents: of,
    host: {
      read(name, filter) {
        filters.push(filter);
        const { matches } = compileFilter(filter ?? {});
        return streamOf(of(name).filter(matches));
      },
      merge(name) {
        const docs = of(name);
        return {
          find: async (doc, on) =>
            docs.find((other) =>
              on.every((path) =>
                valuesEqual(valueAtPath(other, path.split('.')), valueAtPath(doc, path.split('.'))),
              ),
            ) ?? null,
          insert: async (doc) => {
            docs.push(doc);
          },
          replace: async (before, after) => {
            docs[docs.indexOf(before)] = after;
          },
        };
      },
    },
  };
}
