import { COLLECTIONS } from '../storage/key-space.ts';
import type { ReadView } from '../storage/read-view.ts';
import { entriesOf } from '../storage/read-view.ts';
import { Catalog } from './catalog.ts';
import { decodeCollection } from './catalog-record.ts';
import type { CollectionInfo } from './types.ts';

/** Loads all collections from storage. */
export function loadCatalog(view: ReadView, version: number): Catalog {
  const collections = new Map<string, CollectionInfo>();
  for (const { value } of entriesOf(view, COLLECTIONS)) {
    const collection = decodeCollection(value);
    collections.set(collection.namespace, collection);
  }
  return new Catalog(version, collections);
}
