import { decodeDocument } from '../bson/bson-codec.ts';
import type { Document } from '../bson/document.ts';

/** A stored document, decoded on first access. */
export class StoredDocument {
  /** The encoded `_id`: the tail of the document's key and the value of its index entries. */
  readonly id: Buffer;
  readonly raw: Buffer;
  private decoded: Document | undefined;

  constructor(id: Buffer, raw: Buffer) {
    this.id = id;
    this.raw = raw;
  }

  get document(): Document {
    this.decoded ??= decodeDocument(this.raw);
    return this.decoded;
  }
}
