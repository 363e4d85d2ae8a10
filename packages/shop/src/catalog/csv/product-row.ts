import { type Columns, type Field, readColumns } from '../../base/csv/columns.ts';
import { csvRows } from '../../base/csv/csv-rows.ts';
import type { CsvSource } from '../../base/csv/csv-source.ts';
import { fileInvalid } from '../../base/csv/file-invalid.ts';
import { handleKey } from '../../base/csv/handle-key.ts';

/** A data row with at least one non-empty cell. */
export interface ProductRow {
  /** The header is row 1. */
  readonly number: number;
  /** Identity of the product: the normalized handle; null when the row has none. */
  readonly key: string | null;
  /** Trimmed cells; empty ones are absent. */
  readonly cells: ReadonlyMap<Field, string>;
  /** Total length of all cells in UTF-16 units. */
  readonly textLength: number;
  /** Indexes of ignored columns that are not empty in this row. */
  readonly ignoredCells: readonly number[];
  /** Number of cells up to the last that is not empty. */
  readonly width: number;
  readonly columns: Columns;
}

/**
 * Streams the data rows of a Shopify product CSV without blank rows.
 * @throws {ShopError} IMPORT_FILE_INVALID when the file is not such a CSV or is not well-formed.
 */
export async function* productRows(source: CsvSource): AsyncGenerator<ProductRow, void, undefined> {
  let columns: Columns | undefined;
  for await (const { number, cells } of csvRows(source)) {
    if (columns === undefined) {
      columns = readColumns(cells);
      continue;
    }
    const row = toProductRow(number, cells, columns);
    if (row.width > 0) yield row;
  }
  if (columns === undefined) throw fileInvalid('The file has no header.', { row: 1 });
}

/** Removes the apostrophe with which exports keep spreadsheets from running a text as a formula. */
const withoutDefusing = (text: string) => text.replace(/^'(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/, '');

function toProductRow(number: number, texts: readonly string[], columns: Columns): ProductRow {
  const cells = new Map<Field, string>();
  const ignoredCells: number[] = [];
  let textLength = 0;
  let width = 0;
  texts.forEach((text, index) => {
    const trimmed = withoutDefusing(text.trim());
    if (trimmed === '') return;
    width = index + 1;
    const field = columns.fields[index];
    if (field === undefined) {
      ignoredCells.push(index);
      return;
    }
    cells.set(field, trimmed);
    textLength += trimmed.length;
  });
  const handle = cells.get('handle');
  const key = handle === undefined ? null : handleKey(handle);
  return { number, key, cells, textLength, ignoredCells, width, columns };
}
