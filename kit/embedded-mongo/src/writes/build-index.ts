import { decodeDocument } from '../bson/bson-codec.ts';
import { entriesInIndex } from '../catalog/index-entries.ts';
import type { CollectionInfo, IndexInfo } from '../catalog/types.ts';
import type { Coroutine } from '../scheduling/coroutine.ts';
import { DATA_PREFIX_BYTES, dataRange } from '../storage/key-space.ts';
import { entriesOf } from '../storage/read-view.ts';
import type { WriteContext } from '../transactions/write-context.ts';
import { addEntries } from './document-writer.ts';

const NONE: ReadonlySet<string> = new Set();

/**
 * Adds all documents of the collection to a new index.
 *
 * @throws {MongoError} 11000 when it is unique and two documents share a key.
 */
export function* buildIndex(
  ctx: WriteContext,
  collection: CollectionInfo,
  index: IndexInfo,
): Coroutine<void> {
  for (const { key, value } of entriesOf(ctx.view, dataRange(collection.id))) {
    const id = key.subarray(DATA_PREFIX_BYTES);
    addEntries(ctx, collection, id, entriesInIndex(index, decodeDocument(value), id), NONE);
    yield undefined;
  }
}
