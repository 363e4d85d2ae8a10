import { Catalog } from '../catalog/catalog.ts';
import { decodeCollection } from '../catalog/catalog-record.ts';
import type { CollectionInfo } from '../catalog/types.ts';
import { COLLECTIONS } from './key-space.ts';
import type { ReadView } from './read-view.ts';
import { entriesOf } from './read-view.ts';

/** All collections as they are stored. */
export function loadCatalog(view: ReadView, version: number): Catalog {
  const collections = new Map<string, CollectionInfo>();
  for (const { value } of entriesOf(view, COLLECTIONS)) {
    const collection = decodeCollection(value);
    collections.set(collection.namespace, collection);
  }
  return new Catalog(version, collections);
}
