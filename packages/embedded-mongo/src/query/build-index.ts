import type { CollectionInfo, IndexInfo } from '../catalog/types.ts';
import { decodeDocument } from '../storage/bson-codec.ts';
import { DATA_PREFIX_BYTES, dataRange } from '../storage/key-space.ts';
import { entriesOf } from '../storage/read-view.ts';
import type { Turns } from '../turns.ts';
import type { WriteContext } from '../txn/write-context.ts';
import { addEntries } from './document-writer.ts';
import { entriesInIndex } from './index-entries.ts';

const NONE: ReadonlySet<string> = new Set();

/** Enters all documents of the collection into a new index; 11000 when it is unique and they are not. */
export function* buildIndex(
  ctx: WriteContext,
  collection: CollectionInfo,
  index: IndexInfo,
): Turns<void> {
  for (const { key, value } of entriesOf(ctx.view, dataRange(collection.id))) {
    const id = key.subarray(DATA_PREFIX_BYTES);
    addEntries(ctx, collection, id, entriesInIndex(index, decodeDocument(value), id), NONE);
    yield undefined;
  }
}
