import type { Document } from 'mongodb';
import type { SnapshotReader } from './snapshot.ts';

/** MongoDB compares strings by their bytes in UTF-8, JavaScript by their code units. */
export function compareKeys(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The value of a source for a key. */
export interface Entry<Value> {
  readonly key: string;
  readonly value: Value;
}

/** Values to compare: one per key, in the byte order of the keys. */
export interface Source<Value> {
  /** Reads from the first key after `after`; null starts at the beginning. */
  open(reader: SnapshotReader, after: string | null): AsyncGenerator<Entry<Value>, void, undefined>;
}

export interface SourceQuery {
  readonly collection: string;
  /** Collection with the same fields that has the earlier rows of each key. */
  readonly archive?: string;
  /** Field with the key, a string. */
  readonly key: string;
  readonly filter?: Document;
  /** Pipeline stages that produce the rows, if they are not the documents themselves. */
  readonly stages?: readonly Document[];
  /** Field that orders the rows of a key. */
  readonly inOrderOf?: string;
  /** Fields of the rows besides `key` and the document's `id`. */
  readonly fields: readonly string[];
}

/** Old events move to an archive. */
export const EVENTS_OF_ALL_TIME = { collection: 'events', archive: 'events_archive' } as const;

function pipelineOf(query: SourceQuery, after: string | null): Document[] {
  const { key, filter = {}, stages = [], inOrderOf, fields } = query;
  const sort = { [key]: 1, ...(inOrderOf !== undefined && { [inOrderOf]: 1 }) };
  const names = [...fields, ...(inOrderOf === undefined ? [] : [inOrderOf])];
  return [
    { $match: filter },
    ...stages,
    // Directly before the sort, so that an index can serve both.
    { $match: { [key]: after === null ? { $type: 'string' } : { $type: 'string', $gt: after } } },
    { $sort: sort },
    {
      $project: {
        ...Object.fromEntries(names.map((name) => [name, 1])),
        ...{ _id: 0, id: '$_id', key: `$${key}` },
      },
    },
  ];
}

/** Merges the rows of two collections that are in the order of their keys. */
async function* mergeByKey<Row extends { readonly key: string }>(
  earlier: AsyncGenerator<Row, void, undefined>,
  later: AsyncGenerator<Row, void, undefined>,
): AsyncGenerator<Row, void, undefined> {
  try {
    let left = await earlier.next();
    let right = await later.next();
    for (;;) {
      if (!left.done && (right.done || compareKeys(left.value.key, right.value.key) <= 0)) {
        yield left.value;
        left = await earlier.next();
      } else if (!right.done) {
        yield right.value;
        right = await later.next();
      } else return;
    }
  } finally {
    await earlier.return();
    await later.return();
  }
}

/** Reads the rows of a query, from its archive too. */
function rowsOf<Row extends Document>(
  reader: SnapshotReader,
  { archive, ...query }: SourceQuery,
  after: string | null,
): AsyncGenerator<Row & { key: string }, void, undefined> {
  const pipeline = pipelineOf(query, after);
  const rows = reader.rows<Row & { key: string }>(query.collection, pipeline);
  if (archive === undefined) return rows;
  return mergeByKey(reader.rows<Row & { key: string }>(archive, pipeline), rows);
}

interface Fold<Row, Value> {
  readonly first: (row: Row) => Value;
  readonly next: (value: Value, row: Row) => Value;
}

/** Folds the rows of each key while reading them, however many there are. */
export function foldOf<Row extends Document, Value>(
  query: SourceQuery,
  { first, next }: Fold<Row, Value>,
): Source<Value> {
  return {
    async *open(reader, after) {
      let entry = null as Entry<Value> | null;
      for await (const row of rowsOf<Row>(reader, query, after)) {
        if (entry?.key === row.key) {
          entry = { key: row.key, value: next(entry.value, row) };
        } else {
          if (entry !== null) yield entry;
          entry = { key: row.key, value: first(row) };
        }
      }
      if (entry !== null) yield entry;
    },
  };
}

/** Reads one row per key. */
export function documentsOf<Row extends Document>(query: SourceQuery): Source<Row> {
  return foldOf<Row, Row>(query, { first: (row) => row, next: (_, row) => row });
}

/** Reads all rows of each key: for keys with few rows. */
export function groupsOf<Row extends Document>(query: SourceQuery): Source<readonly Row[]> {
  return foldOf<Row, readonly Row[]>(query, {
    first: (row) => [row],
    next: (rows, row) => [...rows, row],
  });
}
