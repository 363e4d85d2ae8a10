import { MAX_STOCK } from '@trastienda/contract';
import { quoted } from '../../base/csv/quoted.ts';
import { stripApostrophe } from '../../base/csv/read-sku.ts';
import type { InventoryColumns, InventoryField } from './inventory-columns.ts';

/** What a row says of one location. */
export interface RowQuantity {
  /** Null where the file names no locations. */
  readonly location: string | null;
  /** How many can be sold there; null where it is not stocked, or the row does not say. */
  readonly quantity: number | null;
  /** Units there that are promised or set apart. */
  readonly withheld: number;
}

/** Says what is wrong with a row. */
type Object = (problem: string) => void;

/** A count, null for a location that does not stock it, undefined where the cell says nothing. */
type Count = number | null | undefined;

/**
 * What a row says of each location. On hand is what can be sold and what cannot: units for orders of
 * the source (committed) and those set apart (unavailable) are not for sale here. Where the file has
 * no such columns, it says what is available.
 */
export function readQuantities(
  texts: readonly string[],
  columns: InventoryColumns,
  object: Object,
): RowQuantity[] {
  const countAt = (index: number) => readCount(texts[index] ?? '', columns.nameOf(index), object);
  if (columns.locations !== null) {
    return columns.locations.map(({ index, name }) => ({
      location: name,
      quantity: countAt(index) ?? null,
      withheld: 0,
    }));
  }
  const countOf = (field: InventoryField): Count => {
    const index = columns.indexes.get(field);
    return index === undefined ? undefined : countAt(index);
  };
  const locationAt = columns.indexes.get('location');
  const name = locationAt === undefined ? null : (texts[locationAt] ?? '');
  if (name === '') object(`${columns.nameOf(locationAt ?? 0)} is empty`);
  // Shopify leaves the new quantity empty: who counts fills it in.
  const [counted, current, available] = [
    countOf('newOnHand'),
    countOf('onHand'),
    countOf('available'),
  ];
  const onHand = counted === undefined ? current : counted;
  const withheld = (countOf('committed') ?? 0) + (countOf('unavailable') ?? 0);
  if (typeof onHand === 'number') {
    return [{ location: name, quantity: onHand - withheld, withheld }];
  }
  const quantity = onHand === undefined ? (available ?? null) : null;
  return [{ location: name, quantity, withheld: quantity === null ? 0 : withheld }];
}

function readCount(cell: string, column: string, object: Object): Count {
  const text = stripApostrophe(cell);
  if (text === '') return undefined;
  if (text.toLowerCase() === 'not stocked') return null;
  if (!/^[+-]?\d{1,15}(?:\.0*)?$/.test(text)) {
    object(`${column} ${quoted(cell)} is neither a whole number nor "not stocked"`);
    return null;
  }
  // No -0, which is another number to some.
  const count = Number(text) || 0;
  if (Math.abs(count) <= MAX_STOCK) return count;
  object(`${column} ${quoted(cell)} is more than ${MAX_STOCK}`);
  return null;
}
