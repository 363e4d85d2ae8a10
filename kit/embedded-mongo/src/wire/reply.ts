import { encodeDocument } from '../bson/bson-codec.ts';
import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { HEADER_BYTES, MORE_TO_COME, Opcode } from './message.ts';

/** Documents in a reply that are already encoded. */
export class RawDocuments {
  readonly documents: readonly Buffer[];

  constructor(documents: readonly Buffer[]) {
    this.documents = documents;
  }
}

const TYPE_DOCUMENT = 3;
const TYPE_ARRAY = 4;
const EMPTY_DOCUMENT_BYTES = 5;
const END = Buffer.from([0]);

function elementHead(type: number, name: string): Buffer {
  return Buffer.concat([Buffer.from([type]), Buffer.from(name, 'utf8'), END]);
}

function wrap(parts: readonly Buffer[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.length, EMPTY_DOCUMENT_BYTES);
  const head = Buffer.allocUnsafe(4);
  head.writeInt32LE(size, 0);
  return Buffer.concat([head, ...parts, END]);
}

function encodeRaw({ documents }: RawDocuments): Buffer {
  const parts: Buffer[] = [];
  for (const [i, document] of documents.entries()) {
    parts.push(elementHead(TYPE_DOCUMENT, String(i)), document);
  }
  return wrap(parts);
}

function holdsRaw(value: unknown): boolean {
  if (value instanceof RawDocuments) return true;
  return isDocument(value) && Object.values(value).some((field) => field instanceof RawDocuments);
}

/** Encodes a reply. It may contain {@link RawDocuments} at the top level or one level below. */
export function encodeReply(reply: Document): Buffer {
  const values = Object.entries(reply);
  if (!values.some(([, value]) => holdsRaw(value))) return encodeDocument(reply);
  const parts: Buffer[] = [];
  for (const [name, value] of values) {
    if (value instanceof RawDocuments) {
      parts.push(elementHead(TYPE_ARRAY, name), encodeRaw(value));
    } else if (isDocument(value) && holdsRaw(value)) {
      parts.push(elementHead(TYPE_DOCUMENT, name), encodeReply(value));
    } else {
      const element = encodeDocument({ [name]: value });
      parts.push(element.subarray(4, element.length - 1));
    }
  }
  return wrap(parts);
}

let nextReplyId = 1;

function header(length: number, responseTo: number, opcode: number): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES);
  nextReplyId = (nextReplyId + 1) & 0x7fffffff;
  bytes.writeInt32LE(HEADER_BYTES + length, 0);
  bytes.writeInt32LE(nextReplyId, 4);
  bytes.writeInt32LE(responseTo, 8);
  bytes.writeInt32LE(opcode, 12);
  return bytes;
}

/** Flags, and the kind of the single section. */
const MESSAGE_PREFIX = Buffer.from([0, 0, 0, 0, 0]);
const STREAM_PREFIX = Buffer.from([MORE_TO_COME, 0, 0, 0, 0]);

/** Frames an OP_MSG that answers a request, or follows a reply that announced another. */
export function frameMessage(body: Buffer, responseTo: number, hasMore: boolean): Buffer[] {
  const prefix = hasMore ? STREAM_PREFIX : MESSAGE_PREFIX;
  return [header(prefix.length + body.length, responseTo, Opcode.message), prefix, body];
}

const LEGACY_PREFIX_BYTES = 20;
const AWAIT_CAPABLE = 8;

/** Frames an OP_REPLY with one document, the reply to an OP_QUERY. */
export function frameLegacyReply(body: Buffer, responseTo: number): Buffer[] {
  const prefix = Buffer.alloc(LEGACY_PREFIX_BYTES);
  prefix.writeInt32LE(AWAIT_CAPABLE, 0);
  prefix.writeInt32LE(1, 16);
  return [header(prefix.length + body.length, responseTo, Opcode.reply), prefix, body];
}
