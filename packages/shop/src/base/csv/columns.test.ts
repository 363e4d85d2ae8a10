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
  test('knows a column by either of its names, in any order, case and spacing', () => {
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

  test('ignores columns that it does not know, also those that look alike', () => {
    const header = ['Handle', 'Title', 'Price', 'Price / International', 'Cost per item', '', ''];
    const { fields } = readColumns(header);
    expect(fields).toEqual(['handle', 'title', 'price', ...Array(4).fill(undefined)]);
  });

  test('calls a column what the file calls it', () => {
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

  test('needs no prices: variants that the shop has keep theirs', () => {
    const { has } = readColumns(['Handle', 'Title', 'Tags']);
    expect([has('tags'), has('price')]).toEqual([true, false]);
  });

  test('names what it does not read, as the file has it', () => {
    const { ignored } = readColumns(['Handle', ' Gift Card', 'Title', '', 'Price / France']);
    expect(ignored).toEqual([
      { index: 1, name: 'Gift Card' },
      { index: 4, name: 'Price / France' },
    ]);
  });

  test.each(['Location', 'On hand', 'on hand (current)', 'On hand (new)'])(
    'says that a file with a column %j is one of inventory',
    (name) => {
      expect(failure(['Handle', 'Title', 'SKU', name])).toMatchObject({
        reason: 'IMPORT_FILE_INVALID',
        message: expect.stringContaining('inventory CSV'),
      });
    },
  );

  test('refuses a column that comes twice, even under two names', () => {
    expect(failure(['Handle', 'Title', 'Price', 'variant price'])).toMatchObject({
      reason: 'IMPORT_FILE_INVALID',
      message: expect.stringContaining('"Price" and "variant price"'),
    });
  });

  test('refuses a header beyond measure', () => {
    expect(failure(Array(MAX_COLUMNS + 1).fill(''))).toMatchObject({
      reason: 'IMPORT_FILE_INVALID',
    });
  });
});
