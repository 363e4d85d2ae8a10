import { BaseError } from '@trastienda/base';

/** Encodes an opaque cursor: the name of the list and its order, and the last item's position. */
export function encodeCursor(list: string, place: string): string {
  return Buffer.from(`${list}\n${place}`).toString('base64url');
}

/**
 * Decodes the position of a cursor.
 * @throws {BaseError} CURSOR_INVALID when the cursor is not one of this list.
 */
export function decodeCursor(list: string, cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const place = text.slice(list.length + 1);
  if (!text.startsWith(`${list}\n`) || place === '' || encodeCursor(list, place) !== cursor) {
    throw new BaseError('CURSOR_INVALID');
  }
  return place;
}

/**
 * Decodes a cursor of a list whose positions are integers.
 * @throws {BaseError} CURSOR_INVALID when the cursor is not one of this list.
 */
export function decodeNumberCursor(list: string, cursor: string): number {
  const place = Number(decodeCursor(list, cursor));
  if (!Number.isSafeInteger(place)) throw new BaseError('CURSOR_INVALID');
  return place;
}
