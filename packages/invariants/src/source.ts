import type { Document } from 'mongodb';
import type { SnapshotReader } from './snapshot.ts';

/** What is known about a key. */
export interface Entry<Value> {
  readonly key: string;
  readonly value: Value;
}

/** Something to be compared: a value for each key, in the byte order of the keys. */
export interface Source<Value> {
  /** From the first key after `after` on; from the beginning for null. */
  open(reader: SnapshotReader, after: string | null): AsyncGenerator<Entry<Value>, void, undefined>;
}

export interface SourceQuery {
  readonly collection: string;
  /** The field whose value, a string, is the key. */
  readonly key: string;
  readonly filter?: Document;
  /** Stages that make the rows, where they are not the documents themselves. */
  readonly stages?: readonly Document[];
  /** The field that orders the rows of a key. */
  readonly inOrderOf?: string;
  /** What the rows have beside `key` and `id`, the document's own. */
  readonly fields: readonly string[];
}

function pipelineOf(query: SourceQuery, after: string | null): Document[] {
  const { key, filter = {}, stages = [], inOrderOf, fields } = query;
  const sort = { [key]: 1, ...(inOrderOf !== undefined && { [inOrderOf]: 1 }) };
  const names = [...fields, ...(inOrderOf === undefined ? [] : [inOrderOf])];
  return [
    { $match: filter },
    ...stages,
    // Directly before the sort, so that an index may serve both.
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

/** Sums up the rows of each key as they come by, however many there are. */
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

/** One row for each key. */
export function documentsOf<Row extends Document>(query: SourceQuery): Source<Row> {
  return foldOf<Row, Row>(query, { first: (row) => row, next: (_, row) => row });
}

/** All rows of each key: for keys that have few. */
export function groupsOf<Row extends Document>(query: SourceQuery): Source<readonly Row[]> {
  return foldOf<Row, readonly Row[]>(query, {
    first: (row) => [row],
    next: (rows, row) => [...rows, row],
  });
}
