import type { Field } from '../../base/csv/columns.ts';
import { quoted } from '../../base/csv/quoted.ts';
import type { Problems } from './problems.ts';
import type { ProductRow } from './product-row.ts';

const identity = (text: string) => text;

/**
 * What the rows of a product say about the whole product in one column: the cell that is not
 * empty, undefined where all are. Usually only the first row has it, but in a file that was sorted
 * anew it may be any. Several are fine as long as they say the same (after `normalise`).
 */
export function productCell(
  rows: readonly ProductRow[],
  field: Field,
  problems: Problems,
  normalise: (text: string) => string = identity,
): string | undefined {
  let first: { row: ProductRow; text: string } | undefined;
  for (const row of rows) {
    const cell = row.cells.get(field);
    if (cell === undefined) continue;
    const text = normalise(cell);
    first ??= { row, text };
    if (text !== first.text) {
      const said = quoted(first.row.cells.get(field) ?? '');
      problems.addCell(row, field, `contradicts ${said} in row ${first.row.number}`);
    }
  }
  return first?.text;
}
