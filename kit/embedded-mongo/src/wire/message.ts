import { decodeDocument } from '../bson/bson-codec.ts';
import { checkDepth } from '../bson/bson-depth.ts';
import type { Document } from '../bson/document.ts';
import { mongoError } from '../mongo-error.ts';
import type { Coroutine } from '../scheduling/coroutine.ts';

/** Opcodes of MongoDB's wire protocol (manual: reference/mongodb-wire-protocol/). */
export const Opcode = { reply: 1, query: 2004, compressed: 2012, message: 2013 } as const;

export const HEADER_BYTES = 16;
/** MongoDB's `maxMessageSizeBytes`. */
export const MAX_MESSAGE_BYTES = 48_000_000;

const CHECKSUM_PRESENT = 1;
/** In a request: the client expects no reply. In a reply: another one follows. */
export const MORE_TO_COME = 2;
const EXHAUST_ALLOWED = 1 << 16;
/** Flag bits 0 to 15, which the receiver must understand. */
const REQUIRED_BITS = 0xffff;
const MIN_BSON_BYTES = 5;
const FLAG_BYTES = 4;
const CHECKSUM_BYTES = 4;

/** A request frame: header and body as received. */
export interface Frame {
  readonly requestId: number;
  readonly opcode: number;
  readonly body: Buffer;
}

/** A command as a client sent it. */
export interface Request {
  readonly requestId: number;
  /** The command. Document sequences are arrays under their names. */
  readonly command: Document;
  /** Raw bytes of the documents in sequences, so that inserts store exactly what was sent. */
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  /** False when the client expects no reply. */
  readonly wantsReply: boolean;
  /** True when the client accepts further replies without requesting them. */
  readonly isExhaustAllowed: boolean;
  /** True when the reply must be an OP_REPLY. */
  readonly isLegacy: boolean;
}

/** Thrown for a frame that breaks the protocol. The connection must be closed. */
export class ProtocolError extends Error {}

/** Reads a BSON document and checks its length against the available bytes. */
function documentAt(body: Buffer, offset: number, end: number): Buffer {
  if (offset + MIN_BSON_BYTES > end) throw new ProtocolError('A document is truncated');
  const length = body.readInt32LE(offset);
  if (length < MIN_BSON_BYTES || offset + length > end) {
    throw new ProtocolError('A document has an invalid length');
  }
  const document = body.subarray(offset, offset + length);
  checkDepth(document);
  return document;
}

/** Reads a kind-1 section: a name, then documents up to the section's end. */
function* readSequence(
  body: Buffer,
  offset: number,
  end: number,
): Coroutine<{
  name: string;
  documents: Buffer[];
  next: number;
}> {
  if (offset + 4 > end) throw new ProtocolError('A section is truncated');
  const next = offset + body.readInt32LE(offset);
  const nameEnd = body.indexOf(0, offset + 4);
  if (next > end || nameEnd === -1 || nameEnd >= next) {
    throw new ProtocolError('A section has an invalid length');
  }
  const documents: Buffer[] = [];
  let at = nameEnd + 1;
  while (at < next) {
    const document = documentAt(body, at, next);
    documents.push(document);
    at += document.length;
    yield undefined;
  }
  return { name: body.toString('utf8', offset + 4, nameEnd), documents, next };
}

/**
 * Parses an OP_MSG body and yields between its documents.
 *
 * @throws {ProtocolError} when the frame is malformed.
 * @throws {MongoError} 22 when only the BSON is malformed.
 */
export function* parseMessage(frame: Frame): Coroutine<Request> {
  const { body } = frame;
  if (body.length < FLAG_BYTES) throw new ProtocolError('The message is truncated');
  const flags = body.readUInt32LE(0);
  const known = CHECKSUM_PRESENT | MORE_TO_COME | EXHAUST_ALLOWED;
  if ((flags & REQUIRED_BITS & ~known) !== 0) {
    throw new ProtocolError('The message has an unknown required flag');
  }
  const end = body.length - ((flags & CHECKSUM_PRESENT) === 0 ? 0 : CHECKSUM_BYTES);
  let command: Document | undefined;
  const sequences = new Map<string, Buffer[]>();
  let at = FLAG_BYTES;
  while (at < end) {
    const kind = body[at];
    at += 1;
    if (kind === 0) {
      if (command) throw new ProtocolError('The message has two bodies');
      const bytes = documentAt(body, at, end);
      at += bytes.length;
      command = decodeDocument(bytes);
    } else if (kind === 1) {
      const { name, documents, next } = yield* readSequence(body, at, end);
      if (sequences.has(name)) throw new ProtocolError('The message has a duplicate sequence');
      sequences.set(name, documents);
      at = next;
    } else {
      throw new ProtocolError(`The message has a section of unknown kind ${kind}`);
    }
  }
  if (!command) throw new ProtocolError('The message has no body');
  for (const [name, documents] of sequences) {
    if (Object.hasOwn(command, name)) {
      throw mongoError(9, `The document sequence '${name}' is also a field of the command`);
    }
    const decoded: Document[] = [];
    for (const document of documents) {
      decoded.push(decodeDocument(document));
      yield undefined;
    }
    command[name] = decoded;
  }
  return {
    requestId: frame.requestId,
    command,
    sequences,
    wantsReply: (flags & MORE_TO_COME) === 0,
    isExhaustAllowed: (flags & EXHAUST_ALLOWED) !== 0,
    isLegacy: false,
  };
}

/**
 * Parses the OP_QUERY with which drivers open a connection.
 *
 * @throws {ProtocolError} for anything but a command on `$cmd`.
 */
export function parseLegacyQuery(frame: Frame): Request {
  const { body } = frame;
  const nameEnd = body.indexOf(0, 4);
  if (nameEnd === -1) throw new ProtocolError('The query has no name');
  const namespace = body.toString('utf8', 4, nameEnd);
  const command = decodeDocument(documentAt(body, nameEnd + 9, body.length));
  if (!namespace.endsWith('.$cmd')) throw new ProtocolError('Only commands come as OP_QUERY');
  command.$db ??= namespace.slice(0, -'.$cmd'.length);
  return {
    requestId: frame.requestId,
    command,
    sequences: new Map(),
    wantsReply: true,
    isExhaustAllowed: false,
    isLegacy: true,
  };
}
