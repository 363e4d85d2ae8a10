import { mongoError } from '../mongo-error.ts';

/** The server's `BSONDepth::kDefaultMaxAllowableDepth`. */
const MAX_DEPTH = 200;
/** Minimum bytes per nesting level: a type, a name's terminator, a length and an end marker. */
const MIN_LEVEL_BYTES = 7;
const LENGTH_BYTES = 4;

const Type = { document: 3, array: 4, binary: 5, regex: 11, dbPointer: 12 } as const;

/** Value sizes by type. Values of all other types contain their own length. */
const FIXED_SIZES: ReadonlyMap<number, number> = new Map([
  [1, 8],
  [6, 0],
  [7, 12],
  [8, 1],
  [9, 8],
  [10, 0],
  [16, 4],
  [17, 8],
  [18, 8],
  [19, 16],
  [0x7f, 0],
  [0xff, 0],
]);
/** String, code and symbol: a length followed by that many bytes. */
const STRING_TYPES: ReadonlySet<number> = new Set([2, 13, 14]);
const CODE_WITH_SCOPE = 15;
const OBJECT_ID_BYTES = 12;

function malformed(): never {
  throw mongoError(22, 'Invalid BSON');
}

function skipName(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(0, at);
  return end === -1 ? malformed() : end + 1;
}

function skipValue(bytes: Buffer, type: number, at: number): number {
  const fixed = FIXED_SIZES.get(type);
  if (fixed !== undefined) return at + fixed;
  if (type === Type.regex) return skipName(bytes, skipName(bytes, at));
  if (at + LENGTH_BYTES > bytes.length) return malformed();
  const length = bytes.readInt32LE(at);
  if (length < 0) return malformed();
  if (STRING_TYPES.has(type)) return at + LENGTH_BYTES + length;
  if (type === Type.binary) return at + LENGTH_BYTES + 1 + length;
  if (type === Type.dbPointer) return at + LENGTH_BYTES + length + OBJECT_ID_BYTES;
  if (type === CODE_WITH_SCOPE) return at + length;
  return malformed();
}

/**
 * Checks the nesting depth of BSON without recursion, before recursive code reads it.
 *
 * @throws {MongoError} 15 when it is nested deeper than MongoDB allows, 22 when it is malformed.
 */
export function checkDepth(bytes: Buffer): void {
  if (bytes.length <= MAX_DEPTH * MIN_LEVEL_BYTES) return;
  let depth = 1;
  let at = LENGTH_BYTES;
  while (depth > 0) {
    const type = bytes[at];
    at += 1;
    if (type === undefined) malformed();
    if (type === 0) {
      depth -= 1;
      continue;
    }
    at = skipName(bytes, at);
    if (type === Type.document || type === Type.array) {
      depth += 1;
      at += LENGTH_BYTES;
      if (depth > MAX_DEPTH) {
        throw mongoError(15, `BSONObj exceeded maximum nested object depth: ${MAX_DEPTH}`);
      }
    } else at = skipValue(bytes, type, at);
  }
}
