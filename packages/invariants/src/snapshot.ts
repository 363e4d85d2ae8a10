import type { ClientSession, Document, MongoClient } from 'mongodb';

/** Reads collections as they were at one moment. */
export interface SnapshotReader {
  /** What a pipeline gives, a batch at a time. Only one row is asked for at a time. */
  rows<Row extends Document>(
    collection: string,
    pipeline: readonly Document[],
  ): AsyncGenerator<Row, void, undefined>;
}

const BATCH_ROWS = 1000;

function createReader(client: MongoClient, session: ClientSession): SnapshotReader {
  return {
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
 * Runs `work` over one snapshot of the client's database. It is a transaction that writes nothing,
 * which every server can do that the shop runs on; MongoDB ends one after 60 seconds
 * (`transactionLifetimeLimitSeconds`).
 */
export async function withSnapshot<Result>(
  client: MongoClient,
  work: (reader: SnapshotReader) => Promise<Result>,
): Promise<Result> {
  const session = client.startSession();
  try {
    session.startTransaction({ readConcern: { level: 'snapshot' } });
    return await work(createReader(client, session));
  } finally {
    await session.endSession();
  }
}
