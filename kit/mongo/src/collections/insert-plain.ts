import type { Model, mongo } from 'mongoose';
import { sessionOf } from '../connection/session-context.ts';

/**
 * Inserts documents unchanged by the driver, in the surrounding transaction: without casts, defaults
 * and validation, which cost more than the insertion itself. For documents that a store builds from
 * typed state, with every field.
 */
export async function insertPlain<Stored extends { readonly _id: string }>(
  model: Model<Stored>,
  documents: readonly Stored[],
): Promise<void> {
  // The driver's type of a document that has its `_id`, which is unresolved for a type parameter.
  const [first, ...others] = documents as readonly mongo.OptionalUnlessRequiredId<Stored>[];
  if (first === undefined) return;
  const collection = model.db.collection<Stored>(model.collection.collectionName);
  const session = sessionOf(model.db);
  const options = session && { session };
  // A bulk of one document costs more than an insertion.
  if (others.length === 0) await collection.insertOne(first, options);
  else await collection.insertMany([first, ...others], options);
}
