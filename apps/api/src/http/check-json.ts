import { ShopError } from '@trastienda/contract';

/** Inputs nest to a depth of 8 at most, a batch counted in. */
const MAX_DEPTH = 32;

/** Characters that a value takes on average, at the least: in products it is about 15. */
const CHARACTERS_PER_VALUE = 10;

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Where the string that begins at `start` ends; the end of the text if it does not. */
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
 * Refuses a JSON text that would be dear to parse or to check, by one pass over its characters: one
 * that nests deeply, or has more values than its size allows for. Whether it is JSON at all is left
 * to the parser.
 *
 * @throws {ShopError} REQUEST_MALFORMED for the nesting; REQUEST_TOO_LARGE for the values, with
 *   `details.maxValues`.
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
          throw new ShopError('REQUEST_MALFORMED', { message });
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
      throw new ShopError('REQUEST_TOO_LARGE', { message, details: { maxValues } });
    }
  }
}
