import { describe, expect, test } from 'vitest';
import { MAX_COLUMNS } from './bounds.ts';
import { readColumns } from './columns.ts';

const failure = (header: readonly string[]) => {
  try {
    return readColumns(header);
  } catch (error) {
    return error;
  }
};

describe('readColumns', () => {
  test('recognizes a column by either of its names, in any order, case and spacing', () => {
    const older = readColumns([
      'Handle',
      'Title',
      'Body (HTML)',
      'Variant Price',
      'Variant Taxable',
    ]);
    const newer = readColumns(['URL handle', 'TITLE', ' description', 'price ', 'Charge tax']);
    expect(older.fields).toEqual(['handle', 'title', 'description', 'price', 'taxable']);
    expect(newer.fields).toEqual(older.fields);
  });

  test('ignores unknown columns, including those with similar names', () => {
    const header = ['Handle', 'Title', 'Price', 'Price / International', 'Cost per item', '', ''];
    const { fields } = readColumns(header);
    expect(fields).toEqual(['handle', 'title', 'price', ...Array(4).fill(undefined)]);
  });

  test('names a column as the file does', () => {
    const { nameOf } = readColumns(['url HANDLE', 'Title', 'Price']);
    expect(nameOf('handle')).toBe('url HANDLE');
    expect(nameOf('sku')).toBe('Variant SKU');
  });

  test('names the columns that a file lacks', () => {
    expect(failure(['Title', 'Vendor'])).toMatchObject({
      reason: 'IMPORT_FILE_INVALID',
      message: expect.stringContaining(
        'lacks columns of a Shopify product CSV: Handle / URL handle.',
      ),
      details: { row: 1, columns: ['Handle / URL handle'] },
    });
    expect(failure(['Handle', 'Price'])).toMatchObject({ details: { columns: ['Title'] } });
  });

  test('accepts a file without prices, because known variants keep theirs', () => {
    const { has } = readColumns(['Handle', 'Title', 'Tags']);
    expect([has('tags'), has('price')]).toEqual([true, false]);
  });

  test('lists the ignored columns under the names of the file', () => {
    const { ignored } = readColumns(['Handle', ' Gift Card', 'Title', '', 'Price / France']);
    expect(ignored).toEqual([
      { index: 1, name: 'Gift Card' },
      { index: 4, name: 'Price / France' },
    ]);
  });

  test.each(['Location', 'On hand', 'on hand (current)', 'On hand (new)'])(
    'recognizes a file with a column %j as an inventory CSV',
    (name) => {
      expect(failure(['Handle', 'Title', 'SKU', name])).toMatchObject({
        reason: 'IMPORT_FILE_INVALID',
        message: expect.stringContaining('inventory CSV'),
      });
    },
  );

  test('rejects a duplicate column, even under two names', () => {
    expect(failure(['Handle', 'Title', 'Price', 'variant price'])).toMatchObject({
      reason: 'IMPORT_FILE_INVALID',
      message: expect.stringContaining('"Price" and "variant price"'),
    });
  });

  test('rejects a header with too many columns', () => {
    expect(failure(Array(MAX_COLUMNS + 1).fill(''))).toMatchObject({
      reason: 'IMPORT_FILE_INVALID',
    });
  });
});
