import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvText } from './csv-text.ts';

describe('A CSV', () => {
  test.each([
    '=1+1',
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '=cmd|"/c calc"!A1',
    '＝1+1',
    '-',
  ])('shows %j as text', (text) => {
    expect(parse(csvText([[text]]))).toEqual([[`'${text}`]]);
  });

  test.each(['-12.50', '0', '3', 'plain', "O'Neill", 'a=b', ''])('leaves %j as it is', (text) => {
    expect(parse(csvText([[text, 'end']]))).toEqual([[text, 'end']]);
  });

  test('writes money with the digits of its currency', () => {
    const amounts = [
      { amount: -5, currency: 'EUR' },
      { amount: 123_456, currency: 'EUR' },
      { amount: -7, currency: 'JPY' },
      { amount: 1, currency: 'KWD' },
    ];
    expect(csvText([amounts])).toBe('-0.05,1234.56,-7,0.001\r\n');
  });

  test('has what was written, whatever it is, and no cell that begins a formula', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string(), fc.integer()), {
          minLength: 1,
        }),
        (rows) => {
          const read: string[][] = parse(csvText(rows), { relax_column_count: true });
          expect(read).toHaveLength(rows.length);
          for (const [index, row] of rows.entries()) {
            for (const [column, cell] of row.entries()) {
              const text = read[index]?.[column] ?? '';
              expect([String(cell), `'${cell}`]).toContain(text);
              expect(/^[=+@\t\r]/.test(text)).toBe(false);
            }
          }
        },
      ),
    );
  });
});
