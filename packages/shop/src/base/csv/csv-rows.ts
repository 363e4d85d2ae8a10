import { pipeline, Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { CsvError, type Parser, parse } from 'csv-parse';
import { CHUNK_BYTES, MAX_FILE_ROWS, MAX_ROW_BYTES } from './bounds.ts';
import type { CsvSource } from './csv-source.ts';
import { detectDelimiter } from './delimiter.ts';
import { fileInvalid } from './file-invalid.ts';
import { utf8Chunks } from './utf8-chunks.ts';

/** Rows parsed before the event loop gets a turn. */
const ROWS_IN_A_TURN = 500;

/** One record of a CSV. */
export interface CsvRow {
  /**
   * Row number as spreadsheets count: the header is 1, blank lines count, line breaks in cells do
   * not.
   */
  readonly number: number;
  readonly cells: readonly string[];
}

/**
 * Streams the rows of a CSV, header first, without blank lines. Failures of the source pass
 * through.
 * @throws {ShopError} IMPORT_FILE_INVALID when the file is not well-formed or exceeds the bounds.
 */
export async function* csvRows(source: CsvSource): AsyncGenerator<CsvRow, void, undefined> {
  const chunks = utf8Chunks(source);
  try {
    const head = await readHead(chunks);
    const parser = parse({
      delimiter: detectDelimiter(firstLine(head)),
      // Listed instead of detected: an editor may have left mixed line endings, and detection by
      // the first line would join all rows that end differently.
      record_delimiter: ['\r\n', '\n', '\r'],
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: 0,
    });
    // A failure of the input arrives through the parser, which the pipeline destroys.
    pipeline(Readable.from(bounded(head, chunks, parser)), parser, () => {});
    for await (const parsed of parser) {
      const row = toRow(parsed);
      // The parser never waits for I/O; without this yield a large file would block all requests.
      if (row.number % ROWS_IN_A_TURN === 0) await setImmediate();
      if (row.number > MAX_FILE_ROWS) {
        throw fileInvalid(`The file has more than ${MAX_FILE_ROWS} rows; split it.`, {
          row: row.number,
        });
      }
      yield row;
    }
  } catch (error) {
    throw error instanceof CsvError ? malformed(error) : error;
  } finally {
    await chunks.return();
  }
}

/** Reads until the header line is complete, or longer than the longest valid header. */
async function readHead(chunks: AsyncGenerator<Buffer, void, undefined>): Promise<Buffer> {
  const head: Buffer[] = [];
  let length = 0;
  for (;;) {
    const { value: chunk } = await chunks.next();
    if (chunk === undefined) break;
    head.push(chunk);
    length += chunk.length;
    if (chunk.includes(0x0a) || chunk.includes(0x0d) || length > 8 * CHUNK_BYTES) break;
  }
  if (length === 0) throw fileInvalid('The file is empty.');
  return Buffer.concat(head);
}

function firstLine(head: Buffer): string {
  return new TextDecoder().decode(head).split(/[\r\n]/, 1)[0] ?? '';
}

/**
 * Stops feeding the parser when a row is too long. The parser's own limit counts the text of cells,
 * so a row of a hundred million empty cells would pass it.
 */
async function* bounded(
  head: Buffer,
  rest: AsyncIterable<Buffer>,
  parser: Parser,
): AsyncGenerator<Buffer> {
  let finished = 0;
  let bytes = 0;
  for await (const chunk of concat(head, rest)) {
    const { records, empty_lines } = parser.info;
    if (records + empty_lines > finished) {
      finished = records + empty_lines;
      bytes = 0;
    }
    bytes += chunk.length;
    if (bytes > MAX_ROW_BYTES) {
      const row = finished + 1;
      throw fileInvalid(
        `Row ${row} is longer than ${MAX_ROW_BYTES / 1024} KiB; perhaps a quote is not closed.`,
        { row },
      );
    }
    yield chunk;
  }
}

async function* concat(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}

function toRow(parsed: unknown): CsvRow {
  if (!isParsedRecord(parsed))
    throw new TypeError('csv-parse returned a value that is not a record');
  const { record, info } = parsed;
  return { number: info.records + info.empty_lines, cells: record };
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly records: number; readonly empty_lines: number };
}

// All cells are strings because no `cast` option is set; checking each would only cost time.
function isParsedRecord(value: unknown): value is ParsedRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'record' in value &&
    Array.isArray(value.record) &&
    'info' in value
  );
}

const PROBLEMS: Partial<Record<CsvError['code'], string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
  CSV_INVALID_CLOSING_QUOTE: 'a closing quote is followed by more text',
  INVALID_OPENING_QUOTE: 'a quote stands inside a cell that is not quoted',
};

function malformed(error: CsvError) {
  const { records, empty_lines, lines } = error;
  const row = Number(records) + Number(empty_lines) + 1;
  const problem = PROBLEMS[error.code] ?? 'it is not well-formed CSV';
  return fileInvalid(`Row ${row} cannot be read: ${problem}.`, { row, line: Number(lines) }, error);
}
