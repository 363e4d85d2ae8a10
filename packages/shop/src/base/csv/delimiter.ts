import { knownColumns } from './columns.ts';

/** Spreadsheets write `;` where the comma is the decimal sign, and a tab when text is copied. */
const DELIMITERS = [',', ';', '\t'];

/**
 * What separates the cells of a file, told from its header line: the separator that yields the
 * most known columns. No column's name contains any of them, so there is nothing to guess.
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
