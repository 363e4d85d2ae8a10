import { knownColumns } from './columns.ts';

/**
 * Spreadsheets write `;` where the comma is the decimal separator, and tabs when text is copied.
 */
const DELIMITERS = [',', ';', '\t'];

/**
 * Detects the delimiter from the header line: the one that yields the most known columns. No column
 * name contains a delimiter, so the result is unambiguous.
 */
export function detectDelimiter(headerLine: string): string {
  let best = ',';
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const names = headerLine.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
    const known = knownColumns(names);
    if (known > most) [best, most] = [delimiter, known];
  }
  return best;
}
