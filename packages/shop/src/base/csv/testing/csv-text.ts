import type { CsvSource } from '../csv-source.ts';

interface CsvFormat {
  readonly delimiter?: string;
  readonly newline?: string;
  readonly isAllQuoted?: boolean;
}

/** Returns a CSV whose columns are the union of the rows' keys, in order of first appearance. */
export function toCsv(rows: readonly Record<string, string>[], format: CsvFormat = {}): string {
  const { delimiter = ',', newline = '\n', isAllQuoted = false } = format;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (text: string) =>
    isAllQuoted || /["\r\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
  return lines.map((cells) => cells.map(cell).join(delimiter) + newline).join('');
}

/** Returns a source with this content that arrives in chunks of at most `pieceBytes`. */
export function sourceOf(content: string | Uint8Array, pieceBytes = 7): CsvSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return async function* () {
    for (let start = 0; start < bytes.length; start += pieceBytes) {
      yield bytes.subarray(start, start + pieceBytes);
    }
  };
}
