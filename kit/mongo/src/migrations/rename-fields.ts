import { mongo } from 'mongoose';
import { updateInBatches } from './batches-of.ts';

/** MongoDB's NamespaceNotFound and IndexNotFound. */
const NOT_THERE = [26, 27];

/**
 * Renames top-level fields of a collection's documents. Drops `dropIndexes` first: a unique index
 * would reject the second document without the field.
 */
export async function renameFields(
  collection: mongo.Collection,
  names: Readonly<Record<string, string>>,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  const isLeft = { $or: Object.keys(names).map((name) => ({ [name]: { $exists: true } })) };
  await updateInBatches(collection, isLeft, { $rename: names }, { signal });
}

/** Drops indexes by name, ignoring missing ones. */
export async function dropIndexes(
  collection: mongo.Collection,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    try {
      await collection.dropIndex(name);
    } catch (error) {
      const isThere =
        !(error instanceof mongo.MongoServerError) || !NOT_THERE.includes(Number(error.code));
      if (isThere) throw error;
    }
  }
}
