import { BaseError } from '@trastienda/base';
import { decodeCursor, encodeCursor } from '@trastienda/mongo';
import type { ProductSort } from '@trastienda/shop-contract';
import { placeOf } from '@trastienda/shop-db';
import type { ProductRow } from './product-row.ts';
import { MAX_RANK } from './rank.ts';

/** A product that a list may show, with its rank where it is sorted by relevance. */
export interface Ranked {
  readonly row: ProductRow;
  readonly rank: number;
}

/** Compares two products by their position in a list. */
export type CompareRanked = (one: Ranked, other: Ranked) => number;

const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
const byTitle: CompareRanked = (one, other) => byText(one.row.titlePlace, other.row.titlePlace);
const byId: CompareRanked = (one, other) => byText(one.row.id, other.row.id);

const COMPARES: Readonly<Record<ProductSort, CompareRanked>> = {
  relevance: (one, other) => one.rank - other.rank || byTitle(one, other),
  'title-asc': byTitle,
  'title-desc': (one, other) => byTitle(other, one),
  'price-asc': (one, other) => one.row.minPrice - other.row.minPrice || byId(one, other),
  'price-desc': (one, other) => other.row.minPrice - one.row.minPrice || byId(other, one),
  newest: (one, other) => other.row.createdAt - one.row.createdAt || byId(other, one),
};

export const compareBy = (sort: ProductSort): CompareRanked => COMPARES[sort];

const RANK_DIGITS = String(MAX_RANK).length;
const PLACE = new RegExp(`^(\\d{${RANK_DIGITS}}) (.+)$`, 's');

/** Returns the position of a product in a list, which other processes and the database share. */
function positionOf(sort: ProductSort, { row, rank }: Ranked): string {
  if (sort !== 'relevance') return placeOf(sort, row);
  return `${String(rank).padStart(RANK_DIGITS, '0')} ${row.titlePlace}`;
}

export function cursorOf(sort: ProductSort, last: Ranked): string {
  return encodeCursor(sort, positionOf(sort, last));
}

/**
 * Returns whether a product comes after a cursor.
 * @throws {BaseError} CURSOR_INVALID when the cursor is not one of this order.
 */
export function afterCursor(sort: ProductSort, cursor: string): (ranked: Ranked) => boolean {
  const place = decodeCursor(sort, cursor);
  if (sort === 'relevance') {
    const [, rank, title] = PLACE.exec(place) ?? [];
    if (rank === undefined || title === undefined) throw new BaseError('CURSOR_INVALID');
    const last = Number(rank);
    return ({ rank, row }) => rank > last || (rank === last && row.titlePlace > title);
  }
  const isDescending = sort === 'title-desc' || sort === 'price-desc' || sort === 'newest';
  return (ranked) => {
    const own = positionOf(sort, ranked);
    return isDescending ? own < place : own > place;
  };
}
