import type { CollectionInfo } from './types.ts';

/** All collections at one moment. Never changes; a change gives a new catalog. */
export class Catalog {
  /** Grows with every change that was committed or is about to be. */
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

  /** The collections of a database by name. */
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
