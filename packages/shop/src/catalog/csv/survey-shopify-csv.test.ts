import { describe, expect, test } from 'vitest';
import { MAX_FILE_ROWS, MAX_SCATTERED_TEXT } from '../../base/csv/bounds.ts';
import { sourceOf } from '../../base/csv/testing/csv-text.ts';
import { surveyShopifyCsv } from './survey-shopify-csv.ts';

const survey = (text: string) => surveyShopifyCsv(sourceOf(text, 65_536));

describe('surveyShopifyCsv', () => {
  test('counts the rows and products that are not blank', async () => {
    const text = 'Handle,Title,Price\na,A,1\na,,2\n,,\n\nb,B,3\n,no handle,4\n';
    expect(await survey(text)).toMatchObject({
      ...{ rows: 4, products: 3, scatteredHandles: new Set() },
      ...{ hasQuantities: false, ignoredColumns: [] },
    });
  });

  test('finds the handles with scattered rows, however they are spelled', async () => {
    const text = 'Handle,Title,Price\na,A,1\nb,B,2\nA ,,3\nc,C,4\n,,5\nc,,6\n';
    expect(await survey(text)).toMatchObject({ scatteredHandles: new Set(['a', 'c']) });
  });

  test("knows which SKUs identify one variant, in the shop's spelling", async () => {
    const { skus } = await survey(
      "Handle,Title,Price,SKU\na,A,1,ONE\na,,1,TWO\na,,1,TWO\nb,B,1,'3\nc,C,1,3\n",
    );
    const known = (sku: string) => [skus.has(sku), skus.isRepeated(sku), skus.isShared(sku)];
    expect(known('ONE')).toEqual([true, false, false]);
    expect(known('TWO')).toEqual([true, true, false]);
    expect(known('3')).toEqual([true, true, true]);
    expect(known('4')).toEqual([false, false, false]);
  });

  test('knows which SKUs would be generated for several variants', async () => {
    const { skus } = await survey(
      [
        'Handle,Title,Option1 Name,Option1 Value,SKU,Price',
        ...['mug,A,Size,S,,1', 'mug-s,B,Title,Default Title,,1', 'cup,C,Size,S,,1'],
        ...['a,D,Size,5!,R,1', 'a,,,5?,R,1', 'b,E,Size,L,ONE,1', 'one-l,F,,,,1', ''],
      ].join('\n'),
    );
    const contested = ['mug-s', 'cup-s', 'R-5', 'R-a-5', 'ONE-l', 'one-l'].filter((sku) =>
      skus.isContested(sku),
    );
    expect(contested).toEqual(['mug-s', 'R-5']);
  });

  test('finds handles that make the slug of another handle, except handles that are slugs', async () => {
    const text = 'Handle,Title\na™,1\na,2\nb™,3\nb🎁,4\nc™,5\n';
    expect(await survey(text)).toMatchObject({ ambiguousHandles: new Set(['a™', 'b™', 'b🎁']) });
  });

  test('counts the rows with a value in ignored columns', async () => {
    const text = 'Handle,Title,Gift Card,Price / France,Qty of mine\na,A,false,,\nb,B,true,3,\n';
    expect(await survey(text)).toMatchObject({
      ignoredColumns: [
        { name: 'Gift Card', cells: 2 },
        { name: 'Price / France', cells: 1 },
        { name: 'Qty of mine', cells: 0 },
      ],
    });
  });

  test('treats a header without rows as a file without products', async () => {
    expect(await survey('Handle,Title,Price')).toMatchObject({ rows: 0, products: 0 });
  });

  test.each([
    ['is empty', '', 'The file is empty.'],
    ['is a byte order mark only', '\uFEFF', 'The file has no header.'],
    ['is a web page', '<html>\n<p>\n', /lacks columns/],
    ['is JSON', '{"products": []}', /^Row 1 /],
    ['is a CSV of something else', 'Name,Email\nAna,ana@example.com\n', /lacks columns/],
    ['breaks off at its very end', 'Handle,Title,Price\na,A,1\nb,"B', /^Row 3 /],
  ])('rejects a file that %s', async (_name, text, message) => {
    await expect(survey(text)).rejects.toMatchObject({
      reason: 'IMPORT_FILE_INVALID',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  test('rejects more rows than it can remember', async () => {
    const text = `Handle,Title,Price\n${'a,,\n'.repeat(MAX_FILE_ROWS)}`;
    await expect(survey(text)).rejects.toMatchObject({
      reason: 'IMPORT_FILE_INVALID',
      details: { row: MAX_FILE_ROWS + 1 },
    });
  });

  test('rejects scattered rows that would exhaust the memory', async () => {
    const title = 'x'.repeat(1024 * 1024);
    const rows = [`a,${title},1\n`, `b,${title},1\n`];
    const text = `Handle,Title,Price\n${rows.join('').repeat(MAX_SCATTERED_TEXT / title.length / 2 + 1)}`;
    await expect(survey(text)).rejects.toMatchObject({
      reason: 'IMPORT_FILE_INVALID',
      message: 'Too many products have scattered rows (2); sort the file by Handle.',
    });
  });
});
