import { ShopError } from '@trastienda/shop-contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_ROW_BYTES } from './bounds.ts';
import { type CsvRow, csvRows } from './csv-rows.ts';
import type { CsvSource } from './csv-source.ts';
import { sourceOf, toCsv } from './testing/csv-text.ts';

async function rowsOf(source: CsvSource): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const row of csvRows(source)) rows.push(row);
  return rows;
}

async function cellsOf(content: string | Uint8Array, pieceBytes?: number) {
  return (await rowsOf(sourceOf(content, pieceBytes))).map(({ cells }) => cells);
}

const invalid = (message: RegExp, details: object = {}) =>
  expect.objectContaining({
    reason: 'IMPORT_FILE_INVALID',
    message: expect.stringMatching(message),
    details: expect.objectContaining(details),
  });

describe('csvRows', () => {
  test('preserves line breaks, quotes and delimiters inside quoted cells', async () => {
    expect(await cellsOf('Handle,Title\r\na,"one\r\ntwo, ""three"""\r\n')).toEqual([
      ['Handle', 'Title'],
      ['a', 'one\r\ntwo, "three"'],
    ]);
  });

  test('reads a file with mixed line endings', async () => {
    expect(await cellsOf('Handle,Title\r\na,b\nc,d\re,f')).toEqual([
      ['Handle', 'Title'],
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
  });

  test.each([1, 2, 3, 5, 100])(
    'ignores a byte order mark, in pieces of %i bytes',
    async (pieces) => {
      expect(await cellsOf('\uFEFFHandle,Title\na,ü\n', pieces)).toEqual([
        ['Handle', 'Title'],
        ['a', 'ü'],
      ]);
    },
  );

  test.each([
    [';', 'Handle;Title\na,b;c\n', ['a,b', 'c']],
    ['tabs', '"Handle"\t"Title"\na;b\tc\n', ['a;b', 'c']],
    [';, quoted', '"Handle";"Title"\n"a";"b,c,d"\n', ['a', 'b,c,d']],
  ])('detects from the header that cells are separated by %s', async (_name, text, cells) => {
    expect((await cellsOf(text))[1]).toEqual(cells);
  });

  test('numbers rows as a spreadsheet does: blank lines count, line breaks in cells do not', async () => {
    const rows = await rowsOf(sourceOf('Handle,Title\n\n\na,"x\ny"\n\nb,z\n'));
    expect(rows.map(({ number }) => number)).toEqual([1, 4, 6]);
  });

  test('returns rows shorter or longer than the header as they are', async () => {
    expect(await cellsOf('Handle,Title\na\nb,c,d\n')).toEqual([
      ['Handle', 'Title'],
      ['a'],
      ['b', 'c', 'd'],
    ]);
  });

  test.each([
    ['a quote that is never closed', 'a\nb,"c\nd\n', /^Row 2 .*never closed/, { row: 2 }],
    ['text after a closing quote', 'a\nb\n"c"d\n', /^Row 3 .*followed by more/, { row: 3 }],
    ['a quote inside a bare cell', 'a\n\nb 5" c\n', /^Row 3 .*not quoted/, { row: 3, line: 3 }],
  ])('rejects %s and reports where', async (_name, text, message, details) => {
    await expect(cellsOf(text)).rejects.toThrow(invalid(message, details));
  });

  test.each([
    ['UTF-16 LE', Buffer.from('\uFEFFHandle,Title\n', 'utf16le'), /UTF-16/],
    ['UTF-16 BE', Buffer.from('\uFEFFHandle,Title\n', 'utf16le').swap16(), /UTF-16/],
    ['UTF-16 without a mark', Buffer.from('Handle,Title\n', 'utf16le'), /UTF-16/],
    ['Latin 1', Buffer.from('Handle,Title\na,b\nc,ü\nd,e\n', 'latin1'), /not UTF-8.*line 3/],
    [
      'a character cut off at the end',
      Buffer.from('a,b\nc,ü').subarray(0, -1),
      /not UTF-8.*line 2/,
    ],
  ])('rejects %s', async (_name, bytes, message) => {
    await expect(cellsOf(bytes)).rejects.toThrow(invalid(message));
    await expect(cellsOf(bytes, 1)).rejects.toThrow(invalid(message));
  });

  test('rejects an empty file', async () => {
    await expect(cellsOf('')).rejects.toThrow(invalid(/empty/));
  });

  test.each([
    ['unterminated text', '"'.padEnd(3 * MAX_ROW_BYTES, 'x')],
    ['endless empty cells', 'a\n'.padEnd(3 * MAX_ROW_BYTES, ',')],
  ])('stops reading at %s', async (_name, text) => {
    let bytesRead = 0;
    const source = async function* () {
      for await (const piece of sourceOf(text, 65_536)()) {
        bytesRead += piece.length;
        yield piece;
      }
    };
    await expect(rowsOf(source)).rejects.toThrow(invalid(/longer than 2048 KiB/));
    expect(bytesRead).toBeLessThan(2 * MAX_ROW_BYTES);
  });

  test('reads a long file that arrives in one chunk', async () => {
    const text = `Handle,Title\n${'a,"b ""c"""\n'.repeat(100_000)}`;
    expect(await cellsOf(text, text.length)).toHaveLength(100_001);
  });

  test('passes on failures of the source', async () => {
    const failure = new Error('connection lost');
    const source = async function* () {
      yield Buffer.from('Handle,Title\na,b\n');
      throw failure;
    };
    await expect(rowsOf(source)).rejects.toBe(failure);
  });

  test('closes the source when the reader stops early', async () => {
    let isClosed = false;
    const source = async function* () {
      try {
        for (;;) yield Buffer.from('Handle,Title\n');
      } finally {
        isClosed = true;
      }
    };
    for await (const row of csvRows(source)) if (row.number === 3) break;
    await expect.poll(() => isClosed).toBe(true);
  });

  test('reads back every table, for any formatting and chunking', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'é', '😀', '"', ',', ';', '\n', '\r', ' '),
    });
    const row = fc.record({ Handle: text.map((rest) => `h${rest}`), Title: text, Vendor: text });
    const format = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t'),
      newline: fc.constantFrom('\n', '\r\n', '\r'),
      isAllQuoted: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1 }),
        format,
        fc.integer({ min: 1, max: 40 }),
        async (rows, how, pieceBytes) => {
          const [header, ...cells] = await cellsOf(toCsv(rows, how), pieceBytes);
          expect(header).toEqual(['Handle', 'Title', 'Vendor']);
          expect(cells).toEqual(rows.map((each) => [each.Handle, each.Title, each.Vendor]));
        },
      ),
    );
  });

  test('yields rows or throws IMPORT_FILE_INVALID for any bytes', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ';', '\0', 'é') })
        .map((text) => new TextEncoder().encode(text)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 9 }), async (content, pieceBytes) => {
        const failure = await cellsOf(content, pieceBytes).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (failure === undefined) return;
        expect(failure).toBeInstanceOf(ShopError);
        expect(failure).toMatchObject({ reason: 'IMPORT_FILE_INVALID' });
      }),
      { numRuns: 500 },
    );
  });
});
