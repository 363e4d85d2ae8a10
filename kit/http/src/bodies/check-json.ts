import { BaseError } from '@trastienda/base';

/** Maximum nesting. Inputs need at most 8 levels, batches included. */
const MAX_DEPTH = 32;

/** Minimum average of characters per value. */
const CHARACTERS_PER_VALUE = 10;

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Returns the end of the string that begins at `start`, or the end of the text. */
function endOfString(text: string, start: number): number {
  let end = start;
  for (;;) {
    end = text.indexOf('"', end + 1);
    if (end === -1) return text.length;
    let escapes = 0;
    while (text.charCodeAt(end - escapes - 1) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return end;
  }
}

/**
 * Rejects a JSON text that is expensive to parse or validate, in one pass over its characters: deep
 * nesting, or more values than its size limit allows. The parser decides whether it is JSON.
 *
 * @throws {BaseError} REQUEST_MALFORMED when it nests too deeply.
 * @throws {BaseError} REQUEST_TOO_LARGE when it has too many values.
 */
export function checkJson(text: string, maxCharacters: number): void {
  const maxValues = Math.floor(maxCharacters / CHARACTERS_PER_VALUE);
  let depth = 0;
  let values = 1;
  for (let index = 0; index < text.length; index += 1) {
    switch (text.charCodeAt(index)) {
      case QUOTE:
        index = endOfString(text, index);
        break;
      case OPEN_ARRAY:
      case OPEN_OBJECT:
        depth += 1;
        values += 1;
        if (depth > MAX_DEPTH) {
          const message = `The JSON is nested deeper than ${MAX_DEPTH} levels.`;
          throw new BaseError('REQUEST_MALFORMED', { message });
        }
        break;
      case CLOSE_ARRAY:
      case CLOSE_OBJECT:
        depth -= 1;
        break;
      case COMMA:
        values += 1;
        break;
    }
    if (values > maxValues) {
      const message = `The JSON has more than ${maxValues} values.`;
      throw new BaseError('REQUEST_TOO_LARGE', {
        message,
        details: { limit: 'json-values', max: maxValues },
      });
    }
  }
}
