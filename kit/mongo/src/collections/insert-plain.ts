import type { Model } from 'mongoose';

/**
 * Inserts documents unchanged: without casts, defaults and validation, which cost more than the
 * insertion itself. For documents that a store builds from typed state, with every field.
 */
export async function insertPlain<Stored>(
  model: Model<Stored>,
  documents: readonly Stored[],
): Promise<void> {
  if (documents.length > 0) await model.insertMany(documents, { lean: true });
}
