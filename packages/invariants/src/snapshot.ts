import type { ClientSession, Document, MongoClient } from 'mongodb';

/** Reads collections in one snapshot. */
export interface SnapshotReader {
  /** Present time, with which to find what is late; null when lateness does not matter. */
  readonly now: Date | null;
  /** Returns the results of a pipeline, in batches. Ask for only one row at a time. */
  rows<Row extends Document>(
    collection: string,
    pipeline: readonly Document[],
  ): AsyncGenerator<Row, void, undefined>;
}

const BATCH_ROWS = 1000;

function createReader(
  client: MongoClient,
  session: ClientSession,
  now: Date | null,
): SnapshotReader {
  return {
    now,
    async *rows<Row extends Document>(collection: string, pipeline: readonly Document[]) {
      const cursor = client
        .db()
        .collection(collection)
        .aggregate<Row>([...pipeline], { session, allowDiskUse: true, batchSize: BATCH_ROWS });
      try {
        yield* cursor;
      } finally {
        await cursor.close();
      }
    },
  };
}

/**
 * Runs `work` in one snapshot of the client's database. The snapshot is a transaction without
 * writes, which every supported server can run; MongoDB ends one after 60 seconds
 * (`transactionLifetimeLimitSeconds`).
 */
export async function withSnapshot<Result>(
  client: MongoClient,
  now: Date | null,
  work: (reader: SnapshotReader) => Promise<Result>,
): Promise<Result> {
  const session = client.startSession();
  try {
    session.startTransaction({ readConcern: { level: 'snapshot' } });
    return await work(createReader(client, session, now));
  } finally {
    await session.endSession();
  }
}
