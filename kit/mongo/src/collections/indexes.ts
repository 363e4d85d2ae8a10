import type { Connection } from 'mongoose';

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
        await model.createCollection();
        if (dropUnknown) await model.cleanIndexes();
        await model.createIndexes();
      }
    },
  };
}
