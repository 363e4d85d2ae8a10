import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { CHUNK_BYTES } from './bounds.ts';
import type { CsvSource } from './csv-source.ts';
import { fileInvalid } from './file-invalid.ts';

const NEWLINE = 0x0a;

/**
 * Streams the bytes of a file in chunks small enough to parse in one turn.
 * @throws {ShopError} IMPORT_FILE_INVALID at the first byte that is not UTF-8; importing it would
 * store wrong letters.
 */
export async function* utf8Chunks(source: CsvSource): AsyncGenerator<Buffer, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let isStart = true;
  for await (const piece of source()) {
    for (const chunk of slices(piece)) {
      if (isStart) rejectUtf16(chunk);
      isStart = false;
      if (!decodes(decoder, chunk)) throw notUtf8(lineOfFailure(chunk, line));
      // A NUL is valid UTF-8, but in practice it comes from UTF-16 without a byte order mark.
      if (chunk.includes(0)) throw notText(line + newlines(chunk.subarray(0, chunk.indexOf(0))));
      line += newlines(chunk);
      yield chunk;
    }
  }
  if (!decodes(decoder)) throw notUtf8(line);
}

function* slices(piece: Uint8Array): Generator<Buffer> {
  const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    yield bytes.subarray(start, start + CHUNK_BYTES);
  }
}

/**
 * Returns whether a chunk is valid UTF-8; without a chunk, whether the last character was complete.
 */
function decodes(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

function rejectUtf16(chunk: Buffer): void {
  // Neither byte occurs in UTF-8; at the start of a file either one begins a byte order mark.
  if (chunk[0] !== 0xff && chunk[0] !== 0xfe) return;
  throw fileInvalid('The file is UTF-16 text; save it as CSV in UTF-8.', { line: 1 });
}

function notUtf8(line: number) {
  return fileInvalid(`The file is not UTF-8 text (line ${line}); save it as CSV in UTF-8.`, {
    line,
  });
}

function notText(line: number) {
  return fileInvalid(
    `The file has a NUL byte (line ${line}): it is UTF-16 or not text; save it as CSV in UTF-8.`,
    { line },
  );
}

function newlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

/** Returns the line number of the first invalid byte in a chunk that starts at `firstLine`. */
function lineOfFailure(chunk: Buffer, firstLine: number): number {
  let line = firstLine;
  // Skip the rest of a character that began in the previous chunk.
  let start = chunk.findIndex((byte) => (byte & 0xc0) !== 0x80);
  for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
    if (!isUtf8(chunk.subarray(Math.max(start, 0), end))) break;
    line++;
    start = end + 1;
  }
  return line;
}
