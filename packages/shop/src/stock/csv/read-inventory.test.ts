import { describe, expect, test } from 'vitest';
import { sourceOf, toCsv } from '../../base/csv/testing/csv-text.ts';
import { readInventory } from './read-inventory.ts';

const read = (rows: readonly Record<string, string>[], ...chosen: string[]) =>
  readInventory(sourceOf(toCsv(rows)), chosen);
const failure = (text: string, ...chosen: string[]) =>
  readInventory(sourceOf(text), chosen).then(
    () => expect.unreachable('it was read'),
    (error: unknown) => error,
  );

/** Builds a row of the newer exports: a variant in one location. */
const row = (size: string, location: string, cells: Record<string, string> = {}) => ({
  ...{ Handle: 'Shirt', Title: 'Shirt', 'Option1 Name': 'Size', 'Option1 Value': size },
  ...{ 'Option2 Name': '', 'Option2 Value': '', 'Option3 Name': '', 'Option3 Value': '' },
  ...{ SKU: `SH-${size}`, 'HS Code': '', COO: '', Location: location, 'Bin name': '' },
  ...{ 'Incoming (not editable)': '9', 'Unavailable (not editable)': '0' },
  ...{ 'Committed (not editable)': '0', 'Available (not editable)': '0' },
  ...{ 'On hand (current)': '0', 'On hand (new)': '', ...cells },
});
const current = (quantity: string) => ({ 'On hand (current)': quantity });

describe('an inventory CSV with a row for each location', () => {
  test('is summed over its locations, for any order of its rows', async () => {
    const rows = [
      row('S', 'Shop', current('3')),
      row('M', 'Shop', current('1')),
      row('S', 'Warehouse', current('40')),
      row('M', 'Warehouse', current('not stocked')),
    ];
    const inventory = await read(rows);
    expect(inventory).toMatchObject({
      rows: 4,
      locations: [
        { name: 'Shop', isCounted: true },
        { name: 'Warehouse', isCounted: true },
      ],
      entries: [
        { sku: 'SH-S', key: 'shirt', optionValues: ['S'], quantity: 43, rows: [2, 4] },
        { sku: 'SH-M', key: 'shirt', optionValues: ['M'], quantity: 1, rows: [3, 5] },
      ],
    });
    const other = await read(rows.toReversed());
    expect(other.entries.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['SH-M', 1],
      ['SH-S', 43],
    ]);
  });

  test('counts the chosen locations, however they are spelled', async () => {
    const rows = [row('S', 'Shop', current('3')), row('S', 'Warehouse', current('40'))];
    expect(await read(rows, ' warehouse ')).toMatchObject({
      entries: [{ quantity: 40 }],
      locations: [{ isCounted: false }, { isCounted: true }],
    });
    expect(await failure(toCsv(rows), 'Attic')).toMatchObject({
      reason: 'IMPORT_FILE_INVALID',
      message: 'The file has no location "Attic"; it has: Shop, Warehouse.',
    });
  });

  test('uses the new quantity when it is filled in', async () => {
    const rows = [
      row('S', 'Shop', { ...current('3'), 'On hand (new)': '7' }),
      row('M', 'Shop', { ...current('3'), 'On hand (new)': '' }),
      row('L', 'Shop', { ...current('3'), 'On hand (new)': 'Not stocked' }),
      row('XL', 'Shop', { ...current('-2') }),
    ];
    const { entries } = await read(rows);
    expect(entries.map(({ quantity }) => quantity)).toEqual([7, 3, null, -2]);
  });

  test('does not count committed or unavailable units of the source', async () => {
    const states = {
      ...{ 'Committed (not editable)': '3', 'Unavailable (not editable)': '1' },
      ...{ 'Available (not editable)': '6', 'On hand (current)': '10' },
    };
    const { entries } = await read([
      row('S', 'Shop', states),
      row('M', 'Shop', { ...states, 'On hand (new)': '20' }),
    ]);
    expect(entries).toMatchObject([
      { quantity: 6, withheld: 4 },
      { quantity: 16, withheld: 4 },
    ]);
  });

  test('uses the available quantity when it has no other, and works without locations', async () => {
    const { entries, locations } = await read([
      { SKU: 'A', Available: '4' },
      { SKU: "'0012", Available: "'5" },
    ]);
    expect(entries).toMatchObject([
      { sku: 'A', quantity: 4, handle: null },
      { sku: '0012', quantity: 5 },
    ]);
    expect(locations).toEqual([]);
  });

  test('accepts the column names of 2023 too, and a product without options', async () => {
    const { entries } = await read([
      {
        ...{ Handle: 'mug', 'Option1 Name': 'Title', 'Option1 Value': 'Default Title', SKU: '' },
        ...{ Location: 'Shop', Incoming: '1', Unavailable: '0', Committed: '0' },
        ...{ Available: '103', 'On hand': '103' },
      },
    ]);
    expect(entries).toMatchObject([{ sku: null, key: 'mug', optionValues: [], quantity: 103 }]);
  });
});

describe('an inventory CSV with a column for each location', () => {
  const wide = (size: string, shop: string, warehouse: string) => ({
    ...{ Handle: 'shirt', Title: 'Shirt', 'Option1 Name': 'Size', 'Option1 Value': size },
    ...{ SKU: `SH-${size}`, 'HS Code': '', COO: '', Shop: shop, 'Calle Mayor 1': warehouse },
  });

  test('is summed over all or the chosen locations', async () => {
    const rows = [
      wide('S', '3', '40'),
      wide('M', '', 'not stocked'),
      wide('L', '1', 'not stocked'),
    ];
    const quantities = async (...chosen: string[]) =>
      (await read(rows, ...chosen)).entries.map(({ quantity }) => quantity);
    expect(await quantities()).toEqual([43, null, 1]);
    expect(await quantities('Calle Mayor 1')).toEqual([40, null, null]);
    expect(await quantities('shop', 'calle mayor 1')).toEqual([43, null, 1]);
  });
});

describe('the problems of a row', () => {
  test.each([
    [{ 'On hand (new)': '1.5' }, 'On hand (new) "1.5" is neither a whole number nor "not stocked"'],
    [{ 'On hand (new)': '1,000' }, /^On hand \(new\) "1,000" is neither/],
    [
      { 'On hand (current)': '1000000001' },
      'On hand (current) "1000000001" is more than 1000000000',
    ],
    [{ 'Committed (not editable)': 'two' }, /^Committed \(not editable\) "two" is neither/],
    [{ SKU: '', Handle: '' }, 'has neither a SKU nor a handle'],
    [{ Location: '' }, 'Location is empty'],
  ])('are reported by column: %j', async (cells, reason) => {
    const { entries } = await read([row('S', 'Shop', cells)]);
    expect(entries).toMatchObject([
      {
        reasons: [
          typeof reason === 'string' ? `row 2: ${reason}` : expect.stringContaining('row 2'),
        ],
      },
    ]);
    if (typeof reason !== 'string') expect(entries[0]?.reasons[0]?.slice(7)).toMatch(reason);
  });

  test('include a duplicate location of a variant', async () => {
    const { entries } = await read([
      row('S', 'Shop', current('1')),
      row('S', 'shop', current('2')),
    ]);
    expect(entries).toMatchObject([
      { quantity: 1, reasons: ['row 3: is a second row about this variant in "shop"'] },
    ]);
  });
});

describe('a file that is not an inventory CSV', () => {
  test.each([
    ['has no variants', 'Name,Location,On hand\n', /SKU or Handle/],
    ['has no quantities', 'SKU,Title,HS Code\n', /no column of quantities/],
    ['has locations only', 'SKU,Location\n', /On hand \(new\), On hand or Available/],
    [
      'is a product CSV',
      'Handle,Title,Vendor,Variant SKU,Variant Price\n',
      /that of a product CSV/,
    ],
    ['has a column twice', 'SKU,Shop,Shop\n', /one column twice/],
    ['is cut off', 'SKU,Shop\nA,1\nB,"2', /^Row 3 cannot be read/],
    ['is empty', '', 'The file is empty.'],
  ])('%s', async (_name, text, message) => {
    expect(await failure(text)).toMatchObject({
      reason: 'IMPORT_FILE_INVALID',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  test('lists the columns that it ignores', async () => {
    const { ignoredColumns } = await read([{ SKU: 'A', 'On hand': '1', Cost: '3', Supplier: '' }]);
    expect(ignoredColumns).toEqual([
      { name: 'Cost', cells: 1 },
      { name: 'Supplier', cells: 0 },
    ]);
  });
});

test('a file is identified by its content and by the chosen locations', async () => {
  const rows = [row('S', 'Shop', current('1')), row('S', 'Attic', current('2'))];
  const digest = async (...call: Parameters<typeof read>) => (await read(...call)).digest;
  const first = await digest(rows);
  expect(await digest(rows)).toBe(first);
  expect(await digest(rows, 'shop', 'attic')).toBe(await digest(rows, 'Attic', ' Shop'));
  expect(new Set([first, await digest(rows, 'Shop'), await digest(rows.slice(1))]).size).toBe(3);
});
