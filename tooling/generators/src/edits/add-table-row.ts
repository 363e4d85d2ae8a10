import { GeneratorError } from '../generator-error.ts';

const cellsOf = (line: string) => line.split('|').slice(1, -1);

/**
 * Adds a row to the last table of a page whose first column has this name, as wide as its columns.
 * `cellOf` returns the cell of a column by its name.
 *
 * @throws {GeneratorError} when there is no such table.
 */
export function addTableRow(
  text: string,
  firstColumn: string,
  cellOf: (column: string) => string,
): string {
  const lines = text.split('\n');
  const head = lines.findLastIndex((line) => line.startsWith(`| ${firstColumn} `));
  if (head < 0) throw new GeneratorError(`There is no table of ${firstColumn}s.`);
  const length = lines.slice(head).findIndex((line) => !line.startsWith('|'));
  const row = cellsOf(lines[head] ?? '').map((cell) =>
    ` ${cellOf(cell.trim())}`.padEnd(cell.length - 1).concat(' '),
  );
  lines.splice(length < 0 ? lines.length : head + length, 0, `|${row.join('|')}|`);
  return lines.join('\n');
}
