import { BaseError } from '@trastienda/base';
import { decodeCursor, encodeCursor } from '@trastienda/mongo';
import type { ProductSort } from '@trastienda/shop-contract';
import { placeOf } from '@trastienda/shop-db';
import type { ProductColumns } from './product-columns.ts';
import { MAX_RANK } from './rank.ts';

/** A product that a list may show, with its rank where it is sorted by relevance. */
export interface Ranked {
  readonly slot: number;
  readonly rank: number;
}

/** Compares two products by their position in a list. */
export type CompareRanked = (one: Ranked, other: Ranked) => number;

const byText = (one = '', other = '') => (one < other ? -1 : one > other ? 1 : 0);

/** Returns the order of a list, for as long as no product changes. */
export function compareBy(sort: ProductSort, columns: ProductColumns): CompareRanked {
  const { titlePlaces, ids, minPrices, createdAt } = columns;
  const byTitle: CompareRanked = (one, other) =>
    byText(titlePlaces[one.slot], titlePlaces[other.slot]);
  const byId: CompareRanked = (one, other) => byText(ids[one.slot], ids[other.slot]);
  const by =
    (numbers: Float64Array): CompareRanked =>
    (one, other) =>
      (numbers[one.slot] ?? 0) - (numbers[other.slot] ?? 0) || byId(one, other);
  const byPrice = by(minPrices);
  const byAge = by(createdAt);
  const compares: Readonly<Record<ProductSort, CompareRanked>> = {
    relevance: (one, other) => one.rank - other.rank || byTitle(one, other),
    'title-asc': byTitle,
    'title-desc': (one, other) => byTitle(other, one),
    'price-asc': byPrice,
    'price-desc': (one, other) => byPrice(other, one),
    newest: (one, other) => byAge(other, one),
  };
  return compares[sort];
}

const RANK_DIGITS = String(MAX_RANK).length;
const PLACE = new RegExp(`^(\\d{${RANK_DIGITS}}) (.+)$`, 's');

/** Returns the position of a product in a list, which other processes and the database share. */
function positionOf(sort: ProductSort, { slot, rank }: Ranked, columns: ProductColumns): string {
  const titlePlace = columns.titlePlaces[slot] ?? '';
  if (sort === 'relevance') return `${String(rank).padStart(RANK_DIGITS, '0')} ${titlePlace}`;
  return placeOf(sort, {
    id: columns.ids[slot] ?? '',
    titlePlace,
    minPrice: columns.minPrices[slot] ?? 0,
    createdAt: columns.createdAt[slot] ?? 0,
  });
}

export function cursorOf(sort: ProductSort, last: Ranked, columns: ProductColumns): string {
  return encodeCursor(sort, positionOf(sort, last, columns));
}

/**
 * Returns whether a product comes after a cursor, for as long as no product changes.
 * @throws {BaseError} CURSOR_INVALID when the cursor is not one of this order.
 */
export function afterCursor(
  sort: ProductSort,
  cursor: string,
  columns: ProductColumns,
): (ranked: Ranked) => boolean {
  const place = decodeCursor(sort, cursor);
  if (sort === 'relevance') {
    const [, rank, title] = PLACE.exec(place) ?? [];
    if (rank === undefined || title === undefined) throw new BaseError('CURSOR_INVALID');
    const last = Number(rank);
    const { titlePlaces } = columns;
    return ({ rank, slot }) => rank > last || (rank === last && (titlePlaces[slot] ?? '') > title);
  }
  const isDescending = sort === 'title-desc' || sort === 'price-desc' || sort === 'newest';
  return (ranked) => {
    const own = positionOf(sort, ranked, columns);
    return isDescending ? own < place : own > place;
  };
}
