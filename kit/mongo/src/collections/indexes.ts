import type { Connection, Model, mongo } from 'mongoose';

/** Differences between a database's indexes and the declared ones, one sentence each. */
export interface IndexDifferences {
  /** Without these, queries scan collections and duplicates are accepted. */
  readonly missing: readonly string[];
  /** Created by hand, or declared by an earlier version. */
  readonly unknown: readonly string[];
}

export interface Indexes {
  /** Compares without changing anything. */
  check(): Promise<IndexDifferences>;
  /** Creates missing collections and indexes; drops unknown indexes only with `dropUnknown`. */
  sync(options?: { readonly dropUnknown?: boolean }): Promise<void>;
}

/** Creates a collection with its indexes, by one command if none of them is rejected. */
async function createCollection(model: Model<unknown>): Promise<void> {
  const indexes = model.schema.indexes().map(([key, options]) => ({ ...options, key }));
  if (indexes.length === 0) {
    await model.createCollection();
    return;
  }
  try {
    // Which creates the collection, too, and reads its documents once for all indexes.
    await model.collection.createIndexes(indexes as mongo.IndexDescription[]);
  } catch {
    // One by one, so that one that is rejected does not keep the others from being created.
    await model.createIndexes();
  }
}

/** Manages the indexes of all models of a connection. */
export function createIndexes(connection: Connection): Indexes {
  const models = () => Object.values(connection.models);
  return {
    async check() {
      const missing: string[] = [];
      const unknown: string[] = [];
      for (const model of models()) {
        const name = model.collection.collectionName;
        const { toCreate, toDrop } = await model.diffIndexes();
        for (const fields of toCreate) missing.push(`${name} lacks ${JSON.stringify(fields)}`);
        for (const index of toDrop) unknown.push(`${name} has ${index}, which is not declared`);
      }
      return { missing, unknown };
    },
    async sync({ dropUnknown = false } = {}) {
      for (const model of models()) {
        if (dropUnknown) {
          await model.createCollection();
          await model.cleanIndexes();
        }
        await createCollection(model);
      }
    },
  };
}
