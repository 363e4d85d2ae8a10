import type { Field } from '../../base/csv/columns.ts';
import { quoted } from '../../base/csv/quoted.ts';
import type { Problems } from './problems.ts';
import type { ProductRow } from './product-row.ts';

const identity = (text: string) => text;

/**
 * Returns the value of a product-wide column: its non-empty cell, or undefined when all cells are
 * empty. Usually the first row has it, but in a re-sorted file any row may. Several cells must
 * agree (after `normalize`).
 */
export function productCell(
  rows: readonly ProductRow[],
  field: Field,
  problems: Problems,
  normalize: (text: string) => string = identity,
): string | undefined {
  let first: { row: ProductRow; text: string } | undefined;
  for (const row of rows) {
    const cell = row.cells.get(field);
    if (cell === undefined) continue;
    const text = normalize(cell);
    first ??= { row, text };
    if (text !== first.text) {
      const earlier = quoted(first.row.cells.get(field) ?? '');
      problems.addCell(row, field, `contradicts ${earlier} in row ${first.row.number}`);
    }
  }
  return first?.text;
}
