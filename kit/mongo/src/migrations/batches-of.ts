import type { mongo } from 'mongoose';

/** Documents per batch: a batch of large ones fits into memory, and small ones are read quickly. */
const BATCH = 200;

/**
 * Iterates over matching documents by id in batches, so that no cursor stays open while a batch is
 * changed. Ids must be of one type.
 */
export async function* batchesOf<Stored extends mongo.Document>(
  collection: mongo.Collection<Stored>,
  filter: mongo.Filter<mongo.Document>,
  {
    signal,
    size = BATCH,
    projection,
  }: {
    readonly signal: AbortSignal;
    readonly size?: number;
    readonly projection?: mongo.Document;
  },
): AsyncGenerator<mongo.WithId<Stored>[]> {
  let after: unknown;
  for (;;) {
    signal.throwIfAborted();
    const rest = after === undefined ? filter : { $and: [filter, { _id: { $gt: after } }] };
    const found = collection.find(rest as mongo.Filter<Stored>, projection && { projection });
    const batch = await found.sort({ _id: 1 }).limit(size).toArray();
    const last = batch.at(-1);
    if (last === undefined) return;
    yield batch;
    after = last._id;
  }
}

/** Applies one update to all matching documents, which must not match afterwards. */
export async function updateInBatches(
  collection: mongo.Collection,
  isLeft: mongo.Filter<mongo.Document>,
  update: mongo.UpdateFilter<mongo.Document>,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  for await (const batch of batchesOf(collection, isLeft, { signal, projection: { _id: 1 } })) {
    const ids = { _id: { $in: batch.map(({ _id }) => _id) } };
    await collection.updateMany({ $and: [ids, isLeft] }, update);
  }
}
