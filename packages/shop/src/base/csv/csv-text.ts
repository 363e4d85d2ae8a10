import { type Money, minorUnitDigits } from '@trastienda/base';
import { stringify } from 'csv-stringify/sync';

/** A value of a CSV. Money is written as a decimal number, with the digits of its currency. */
export type Cell = string | number | Money | null;

/** Spreadsheets take a cell for a formula that begins so; the wide signs are those of Asian keyboards. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

function decimalOf({ amount, currency }: Money): string {
  const digits = minorUnitDigits(currency);
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const fraction = digits === 0 ? '' : `.${text.slice(-digits)}`;
  return `${amount < 0 ? '-' : ''}${whole}${fraction}`;
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return decimalOf(cell);
  const text = String(cell);
  // An apostrophe makes spreadsheets show the rest as text. Names of products are not to be trusted.
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** Writes rows as RFC 4180 has them, with formulas defused. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return '';
  return stringify(
    rows.map((row) => row.map(textOf)),
    // Without the last one a single line break would not be quoted.
    { record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
  );
}
