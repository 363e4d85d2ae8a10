import { MAX_STOCK } from '@trastienda/shop-contract';
import { quoted } from '../../base/csv/quoted.ts';
import { stripApostrophe } from '../../base/csv/read-sku.ts';
import type { InventoryColumns, InventoryField } from './inventory-columns.ts';

/** Quantities of one location in a row. */
export interface RowQuantity {
  /** Null when the file names no locations. */
  readonly location: string | null;
  /** Sellable units there; null when it is not stocked there or the row does not say. */
  readonly quantity: number | null;
  /** Units there that are committed or unavailable. */
  readonly withheld: number;
}

/** Reports a problem with a row. */
type ReportProblem = (problem: string) => void;

/** A count, null for a location that does not stock it, undefined when the cell is empty. */
type Count = number | null | undefined;

/**
 * Returns the quantities of a row by location. On hand includes units for the source's orders
 * (committed) and withheld units (unavailable); neither is for sale here. A file without these
 * columns has the available quantity.
 */
export function readQuantities(
  texts: readonly string[],
  columns: InventoryColumns,
  report: ReportProblem,
): RowQuantity[] {
  const countAt = (index: number) => readCount(texts[index] ?? '', columns.nameOf(index), report);
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
  if (name === '') report(`${columns.nameOf(locationAt ?? 0)} is empty`);
  // Shopify leaves the new quantity empty for the person who counts.
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

function readCount(cell: string, column: string, report: ReportProblem): Count {
  const text = stripApostrophe(cell);
  if (text === '') return undefined;
  if (text.toLowerCase() === 'not stocked') return null;
  if (!/^[+-]?\d{1,15}(?:\.0*)?$/.test(text)) {
    report(`${column} ${quoted(cell)} is neither a whole number nor "not stocked"`);
    return null;
  }
  // Avoid -0, which is not equal to 0 in every comparison.
  const count = Number(text) || 0;
  if (Math.abs(count) <= MAX_STOCK) return count;
  report(`${column} ${quoted(cell)} is more than ${MAX_STOCK}`);
  return null;
}
