import { mongo } from 'mongoose';
import { batchesOf } from './batches-of.ts';
import type { MigrationContext } from './migration.ts';

/** MongoDB's NamespaceExists. */
const NAMESPACE_EXISTS = 48;

/**
 * Moves the documents of a collection to another one in batches, and drops the first. Not
 * `renameCollection`: it rejects an existing target, which `sync-indexes` may have created. The
 * models manage the indexes of the target.
 */
export async function moveCollection(
  { db, transaction, signal }: MigrationContext,
  from: string,
  to: string,
): Promise<void> {
  const isThere = (await db.listCollections({ name: from }).toArray()).length > 0;
  if (!isThere) return;
  await db.createCollection(to).catch((error: unknown) => {
    const isKnown = error instanceof mongo.MongoServerError && error.code === NAMESPACE_EXISTS;
    if (!isKnown) throw error;
  });
  const source = db.collection(from);
  for await (const batch of batchesOf(source, {}, { signal, projection: { _id: 1 } })) {
    const ids = { _id: { $in: batch.map(({ _id }) => _id) } };
    await transaction(async (session) => {
      // Another process may have moved some meanwhile.
      const documents = await source.find(ids, { session }).toArray();
      if (documents.length === 0) return;
      const writes = documents.map((document) => ({
        replaceOne: { filter: { _id: document._id }, replacement: document, upsert: true },
      }));
      await db.collection(to).bulkWrite(writes, { session });
      await source.deleteMany(ids, { session });
    });
  }
  // The migration must not be recorded as finished then: the next run moves the rest.
  if ((await source.findOne({}, { projection: { _id: 1 } })) !== null) {
    throw new Error(`The collection ${from} was written to meanwhile. Stop all servers.`);
  }
  await source.drop();
}
