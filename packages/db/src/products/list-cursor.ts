import { type ProductSort, ShopError } from '@trastienda/contract';

/** An opaque cursor: the sort and the last item's place in it. */
export function encodeCursor(sort: ProductSort, place: string): string {
  return Buffer.from(`${sort}\n${place}`).toString('base64url');
}

/** The place that a cursor names; `CURSOR_INVALID` when it is none of this sort. */
export function decodeCursor(sort: ProductSort, cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const place = text.slice(sort.length + 1);
  if (!text.startsWith(`${sort}\n`) || place === '' || encodeCursor(sort, place) !== cursor) {
    throw new ShopError('CURSOR_INVALID');
  }
  return place;
}
