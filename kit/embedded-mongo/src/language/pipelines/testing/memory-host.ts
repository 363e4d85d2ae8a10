import type { Document } from '../../../bson/document.ts';
import { compileFilter } from '../../filters/matcher.ts';
import { valuesEqual } from '../../values/compare.ts';
import { valueAtPath } from '../set-path.ts';
import { streamOf } from '../stage-types.ts';
import type { PipelineHost } from '../types.ts';

/** Collections in memory for tests of pipelines. Records the filters that pipelines request. */
export function memoryHost(collections: Readonly<Record<string, readonly Document[]>>): {
  readonly host: PipelineHost;
  readonly filters: readonly (Document | undefined)[];
  documents(collection: string): readonly Document[];
} {
  const stored = new Map(Object.entries(collections).map(([name, docs]) => [name, [...docs]]));
  const filters: (Document | undefined)[] = [];
  const pause = () => undefined;
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
        return streamOf(of(name).filter(matches), pause);
      },
      merge(name, on) {
        const docs = of(name);
        return {
          merge: async (given, decide) => {
            const value = (doc: Document, path: string) => valueAtPath(doc, path.split('.'));
            for (const doc of given) {
              const at = docs.findIndex((other) =>
                on.every((path) => valuesEqual(value(other, path), value(doc, path))),
              );
              const after = decide(doc, docs[at]);
              if (after) docs.splice(at === -1 ? docs.length : at, 1, after);
            }
          },
        };
      },
      pause,
    },
  };
}
