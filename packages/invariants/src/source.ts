import type { Document } from 'mongodb';
import type { SnapshotReader } from './snapshot.ts';

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
      const rows = reader.rows<Row & { key: string }>(query.collection, pipelineOf(query, after));
      for await (const row of rows) {
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
