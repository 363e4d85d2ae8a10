import type { SnapshotReader } from './snapshot.ts';
import { compareKeys, type Source } from './source.ts';

/** A checked key with the problems found, as sentences. */
export interface Finding {
  readonly key: string;
  readonly problems: readonly string[];
}

/** A rule that holds in every state of the database. */
export interface Invariant {
  readonly name: string;
  /** Checks every key after `after`, in order. */
  walk(reader: SnapshotReader, after: string | null): AsyncGenerator<Finding, void, undefined>;
}

interface InvariantParts<Values extends object> {
  readonly name: string;
  readonly sources: { readonly [Name in keyof Values]: Source<Values[Name]> };
  /** Returns the problems of a key, given the value of each source for it. */
  readonly check: (found: Partial<Values>, key: string) => readonly string[];
}

/**
 * Defines an invariant over sources that have values for the same keys. The sources are read side
 * by side in key order, so that memory does not grow with the database, and a key missing from a
 * source is found too.
 */
export function defineInvariant<Values extends object>(parts: InvariantParts<Values>): Invariant {
  const { name, sources, check } = parts;
  const names = Object.keys(sources) as (keyof Values)[];

  return {
    name,
    async *walk(reader, after) {
      const streams = names.map((source) => ({
        source,
        entries: sources[source].open(reader, after),
      }));
      const pull = async (stream: (typeof streams)[number]) => {
        const { done, value } = await stream.entries.next();
        return done ? null : { stream, entry: value };
      };
      try {
        // Sequentially: a session runs one operation at a time.
        const heads: NonNullable<Awaited<ReturnType<typeof pull>>>[] = [];
        for (const stream of streams) {
          const head = await pull(stream);
          if (head !== null) heads.push(head);
        }
        while (heads.length > 0) {
          const key = heads.map(({ entry }) => entry.key).reduce(least);
          const found: Partial<Values> = {};
          for (const head of heads.filter(({ entry }) => entry.key === key)) {
            found[head.stream.source] = head.entry.value;
            const next = await pull(head.stream);
            heads.splice(heads.indexOf(head), 1, ...(next === null ? [] : [next]));
          }
          yield { key, problems: check(found, key) };
        }
      } finally {
        for (const { entries } of streams) await entries.return();
      }
    },
  };
}

const least = (a: string, b: string) => (compareKeys(a, b) <= 0 ? a : b);
