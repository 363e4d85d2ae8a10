import { type Connection, type Model, mongo } from 'mongoose';

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

/** Options of a schema that its collection is created with; they cannot be set later. */
const COLLECTION_OPTIONS = [
  'capped',
  'clusteredIndex',
  'collation',
  'collectionOptions',
  'timeseries',
] as const;

function hasOptions({ schema }: Model<unknown>): boolean {
  const options: Readonly<Record<string, unknown>> = { ...schema.options };
  // Mongoose sets `capped: false` itself.
  return COLLECTION_OPTIONS.some((name) => Boolean(options[name]));
}

/**
 * MongoDB's errors about an index itself or about the documents that it covers, see
 * https://www.mongodb.com/docs/manual/reference/error-codes/
 */
const INDEX_ERRORS: ReadonlySet<unknown> = new Set([
  ...[2, 9, 14, 72], // BadValue, FailedToParse, TypeMismatch, InvalidOptions
  ...[67, 85, 86, 197], // CannotCreateIndex, IndexOptionsConflict, IndexKeySpecsConflict, Invalid…Option
  ...[115, 238], // CommandNotSupported, NotImplemented
  ...[171, 11_000, 16_755], // CannotIndexParallelArrays, DuplicateKey, a value that is no place
]);

function isRejectedIndex(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && INDEX_ERRORS.has(error.code);
}

/** Creates a collection with its indexes, by one command if none of them is rejected. */
async function createCollection(model: Model<unknown>): Promise<void> {
  const indexes = model.schema.indexes().map(([key, options]) => ({ ...options, key }));
  if (indexes.length === 0 || hasOptions(model)) await model.createCollection();
  if (indexes.length === 0) return;
  try {
    // Creates a collection without options, too, and reads its documents once for all indexes.
    await model.collection.createIndexes(indexes as mongo.IndexDescription[]);
  } catch (error) {
    if (!isRejectedIndex(error)) throw error;
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
