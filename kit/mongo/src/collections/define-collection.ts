import type { Connection, IndexOptions, Model } from 'mongoose';
import { type DocumentSchema, toMongoose } from './define-schema.ts';

type None = Record<never, never>;

/** An index of a collection. It slows down every write, so each one states its purpose. */
export interface IndexDefinition
  extends Pick<IndexOptions, 'sparse' | 'partialFilterExpression' | 'expireAfterSeconds'> {
  /** Fields in order, each with its direction. */
  readonly keys: Readonly<Record<string, 1 | -1>>;
  readonly unique?: boolean;
  /** The query, or the rule on stored data, that needs the index. */
  readonly serves: string;
}

/** A collection with its indexes; its documents are described by a Mongoose schema. */
export interface Collection<Document> {
  readonly name: string;
  readonly indexes: readonly IndexDefinition[];
  /** Returns the model of a connection, which all callers share. */
  modelOf(connection: Connection): Model<Document>;
}

/** A connection on which stores are opened. */
export interface StoreOpening {
  readonly connection: Connection;
  /** Wraps each store, to translate its failures. */
  guard<Store extends object>(store: Store): Store;
}

/** A store that `openDatabase` opens. */
export interface StoreDefinition<Store extends object> {
  /** Opens the store and those that it needs; all callers of one opening share it. */
  open(opening: StoreOpening): Store;
}

/** A collection with the store through which programs use it. */
export interface StoredCollection<Document, Store extends object>
  extends Collection<Document>,
    StoreDefinition<Store> {}

/** Gives a store what it has declared to need. */
export interface StoreContext<Documents = None, Stores = None> {
  /** Models of collections; their calls join the surrounding transaction. */
  readonly models: { readonly [Name in keyof Documents]: Model<Documents[Name]> };
  readonly stores: Stores;
  /** For the driver's collections, whose calls join no transaction. */
  readonly connection: Connection;
}

/** Gives the store of a collection its model, and what it has declared to need besides. */
export interface CollectionContext<Document, Documents = None, Stores = None>
  extends StoreContext<Documents, Stores> {
  readonly model: Model<Document>;
}

/** What a store needs besides its own collection. */
interface Needs<Documents, Stores> {
  /** Collections that it reads or writes itself. */
  readonly models?: { readonly [Name in keyof Documents]: Collection<Documents[Name]> };
  /** Stores that it calls. */
  readonly stores?: {
    readonly [Name in keyof Stores]: StoreDefinition<Stores[Name] & object>;
  };
}

interface PlainDefinition<Document> {
  readonly name: string;
  /** Describes the documents. Name and indexes of the collection are declared here, not there. */
  readonly schema: DocumentSchema<Document>;
  /** Indexes besides the one on `_id`. */
  readonly indexes?: readonly IndexDefinition[];
}

function createCollection<Document>({
  name,
  indexes = [],
  ...definition
}: PlainDefinition<Document>): Collection<Document> {
  const schema = toMongoose(definition.schema).clone();
  for (const { keys, serves: _, ...options } of indexes) schema.index({ ...keys }, options);
  const models = new WeakMap<Connection, Model<Document>>();
  return {
    name,
    indexes,
    modelOf(connection) {
      const known = models.get(connection);
      if (known !== undefined) return known;
      if (name in connection.models) throw new Error(`Two collections are named ${name}.`);
      const model = connection.model<Document>(name, schema, name);
      models.set(connection, model);
      return model;
    },
  };
}

const mapValues = (record: object, map: (value: never) => unknown) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value as never)]));

/** Defines a store without a collection, which reads or writes those of others. */
export function defineStore<Store extends object, Documents = None, Stores = None>({
  models = {} as NonNullable<Needs<Documents, Stores>['models']>,
  stores = {} as NonNullable<Needs<Documents, Stores>['stores']>,
  store,
}: Needs<Documents, Stores> & {
  readonly store: (context: StoreContext<Documents, Stores>) => Store;
}): StoreDefinition<Store> {
  const opened = new WeakMap<StoreOpening, Store>();
  return {
    open(opening) {
      const { connection } = opening;
      const known = opened.get(opening);
      if (known !== undefined) return known;
      const context = {
        connection,
        models: mapValues(models, (each: Collection<unknown>) => each.modelOf(connection)),
        stores: mapValues(stores, (each: StoreDefinition<object>) => each.open(opening)),
      } as StoreContext<Documents, Stores>;
      const created = opening.guard(store(context));
      opened.set(opening, created);
      return created;
    },
  };
}

/**
 * Defines a collection, with the store through which programs use it. Domains contribute such
 * values to `openDatabase`. One without a store belongs to the stores that name it in `models`.
 */
export function defineCollection<Document, Store extends object, Documents = None, Stores = None>(
  definition: PlainDefinition<Document> &
    Needs<Documents, Stores> & {
      readonly store: (context: CollectionContext<Document, Documents, Stores>) => Store;
    },
): StoredCollection<Document, Store>;
export function defineCollection<Document>(
  definition: PlainDefinition<Document>,
): Collection<Document>;
export function defineCollection<Document, Store extends object, Documents, Stores>({
  store,
  models,
  stores,
  ...definition
}: PlainDefinition<Document> &
  Needs<Documents, Stores> & {
    readonly store?: (context: CollectionContext<Document, Documents, Stores>) => Store;
  }): Collection<Document> | StoredCollection<Document, Store> {
  const collection = createCollection(definition);
  if (store === undefined) return collection;
  return {
    ...collection,
    ...defineStore<Store, Documents, Stores>({
      ...(models && { models }),
      ...(stores && { stores }),
      store: (context) => store({ ...context, model: collection.modelOf(context.connection) }),
    }),
  };
}
