import type { Connection } from 'mongoose';

/** How a database's indexes differ from the declared ones, a sentence for each difference. */
export interface IndexDifferences {
  /** Queries would scan, or duplicates come in, without these. */
  readonly missing: readonly string[];
  /** Somebody made these by hand, or an earlier version declared them. */
  readonly unknown: readonly string[];
}

export interface Indexes {
  /** Compares; changes nothing. */
  check(): Promise<IndexDifferences>;
  /** Creates missing collections and indexes; drops unknown indexes only when told to. */
  sync(options?: { readonly dropUnknown?: boolean }): Promise<void>;
}

/** The indexes of every model of a connection. */
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
