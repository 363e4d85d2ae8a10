import { Binary } from 'bson';
import { decodeDocument, encodeDocument } from '../bson/bson-codec.ts';
import { isDocument, numberOf } from '../bson/bson-values.ts';
import { createCollation } from '../language/index.ts';
import { makeIndex } from './index-spec.ts';
import type { CollectionInfo } from './types.ts';

/** Encodes a collection's catalog entry for storage. */
export function encodeCollection(collection: CollectionInfo): Buffer {
  return encodeDocument({
    id: collection.id,
    uuid: collection.uuid,
    database: collection.database,
    name: collection.name,
    options: collection.options,
    indexes: collection.indexes.map(({ id, spec }) => ({ id, spec })),
  });
}

/** Reverses {@link encodeCollection}. */
export function decodeCollection(bytes: Buffer): CollectionInfo {
  const record = decodeDocument(bytes);
  const { database, name, uuid, options, indexes } = record;
  if (
    typeof database !== 'string' ||
    typeof name !== 'string' ||
    !(uuid instanceof Binary) ||
    !isDocument(options) ||
    !Array.isArray(indexes)
  ) {
    throw new Error('The catalog contains a record that is not a collection');
  }
  const collation = isDocument(options.collation) ? createCollation(options.collation) : undefined;
  return {
    id: numberOf(record.id) ?? 0,
    uuid,
    database,
    name,
    namespace: `${database}.${name}`,
    options,
    collation,
    indexes: indexes.filter(isDocument).map((index) => {
      if (!isDocument(index.spec))
        throw new Error('The catalog contains an index without a specification');
      return makeIndex(numberOf(index.id) ?? 0, index.spec);
    }),
  };
}
