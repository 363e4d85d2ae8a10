import type { CollectionInfo } from './types.ts';

/** All collections at one point in time. Immutable: a change returns a new catalog. */
export class Catalog {
  /** Increases with every committed or pending change. */
  readonly version: number;
  private readonly byNamespace: ReadonlyMap<string, CollectionInfo>;

  constructor(version = 0, byNamespace: ReadonlyMap<string, CollectionInfo> = new Map()) {
    this.version = version;
    this.byNamespace = byNamespace;
  }

  get(namespace: string): CollectionInfo | undefined {
    return this.byNamespace.get(namespace);
  }

  all(): IterableIterator<CollectionInfo> {
    return this.byNamespace.values();
  }

  /** Returns the collections of a database, sorted by name. */
  ofDatabase(database: string): CollectionInfo[] {
    return [...this.byNamespace.values()]
      .filter((collection) => collection.database === database)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  with(collection: CollectionInfo, version: number): Catalog {
    const next = new Map(this.byNamespace);
    next.set(collection.namespace, collection);
    return new Catalog(version, next);
  }

  without(namespace: string, version: number): Catalog {
    const next = new Map(this.byNamespace);
    next.delete(namespace);
    return new Catalog(version, next);
  }
}
