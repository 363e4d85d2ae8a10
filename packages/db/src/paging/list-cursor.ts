import { ShopError } from '@trastienda/contract';

/** An opaque cursor: the list, in the order that it has, and the last item's place in it. */
export function encodeCursor(list: string, place: string): string {
  return Buffer.from(`${list}\n${place}`).toString('base64url');
}

/** The place that a cursor names; `CURSOR_INVALID` when it is none of this list. */
export function decodeCursor(list: string, cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const place = text.slice(list.length + 1);
  if (!text.startsWith(`${list}\n`) || place === '' || encodeCursor(list, place) !== cursor) {
    throw new ShopError('CURSOR_INVALID');
  }
  return place;
}

/** As `decodeCursor`, of a list whose places are whole numbers. `CURSOR_INVALID`. */
export function decodeNumberCursor(list: string, cursor: string): number {
  const place = Number(decodeCursor(list, cursor));
  if (!Number.isSafeInteger(place)) throw new ShopError('CURSOR_INVALID');
  return place;
}
