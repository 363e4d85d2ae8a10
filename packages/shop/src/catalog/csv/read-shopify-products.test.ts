import { getDefaultHighWaterMark } from 'node:stream';
import { defaultsOf } from '@trastienda/base';
import { ProductFields, VariantFields } from '@trastienda/shop-contract';
import { describe, expect, test } from 'vitest';
import { MAX_PRODUCT_ROWS, MAX_REASONS } from '../../base/csv/bounds.ts';
import { sourceOf, toCsv } from '../../base/csv/testing/csv-text.ts';
import { readShopifyProducts } from './read-shopify-products.ts';
import { readAll, readOne, reasonsOf } from './testing/read-products.ts';

const shirt = { Handle: 'shirt', Title: 'Shirt', 'Variant Price': '10' };

describe('readShopifyProducts', () => {
  test.each([
    ['TEE\r\nM', 'TEE M'],
    ['TEE \n\t M', 'TEE M'],
    ['CAFE\u0301\u200b-1\ufeff', 'CAFÉ-1'],
    ['\u200b', null],
  ])('reads the SKU %j as %j', async (text, sku) => {
    const product = await readOne([{ ...shirt, 'Variant SKU': text }]);
    expect(product.variants.map((variant) => variant.sku)).toEqual([sku]);
  });

  test('reads every column of the older exports', async () => {
    const product = await readOne([
      {
        Handle: 'Linen-Shirt',
        Title: 'Linen shirt',
        'Body (HTML)': '<p>Light,\n"airy"</p>',
        Vendor: 'Acme',
        Type: 'Shirts',
        Tags: 'men, Summer,,  summer ,Linen',
        Published: 'FALSE',
        'Option1 Name': 'Size',
        'Option1 Value': 'S',
        'Option2 Name': 'Colour',
        'Option2 Value': 'White',
        'Variant SKU': 'LS-S',
        'Variant Grams': '250.5',
        'Variant Inventory Tracker': 'shopify',
        'Variant Inventory Qty': '-2',
        'Variant Inventory Policy': 'continue',
        'Variant Price': '19.9',
        'Variant Compare At Price': '25',
        'Variant Requires Shipping': 'false',
        'Variant Taxable': 'FALSE',
        'Variant Barcode': "'0012345",
        'Image Src': '//cdn.example.com/a.jpg',
        'Image Position': '1',
        'Image Alt Text': 'Front',
        'SEO Title': 'Linen',
        'SEO Description': 'Two\nlines',
        'Variant Image': 'https://cdn.example.com/s.jpg',
        'Cost per item': '3',
      },
      {
        Handle: 'Linen-Shirt',
        'Option1 Value': 'M',
        'Option2 Value': 'White',
        'Variant Price': '20',
        'Variant Compare At Price': '0.00',
      },
    ]);
    const price = (amount: number) => ({ amount, currency: 'EUR' });
    expect(product).toEqual({
      ...defaultsOf(ProductFields.shape),
      slug: 'linen-shirt',
      title: 'Linen shirt',
      descriptionHtml: '<p>Light,\n"airy"</p>',
      status: 'draft',
      vendor: 'Acme',
      productType: 'Shirts',
      tags: ['men', 'Summer', 'Linen'],
      seo: { title: 'Linen', description: 'Two lines' },
      images: [{ url: 'https://cdn.example.com/a.jpg', alt: 'Front' }],
      optionNames: ['Size', 'Colour'],
      variants: [
        {
          ...defaultsOf(VariantFields.shape),
          row: 2,
          sku: 'LS-S',
          optionValues: ['S', 'White'],
          price: price(1990),
          compareAtPrice: price(2500),
          barcode: '0012345',
          weightGrams: 250.5,
          requiresShipping: false,
          isTaxable: false,
          imageUrl: 'https://cdn.example.com/s.jpg',
          inventory: { isTracked: true, quantity: -2, policy: 'continue' },
        },
        {
          ...defaultsOf(VariantFields.shape),
          row: 3,
          sku: null,
          optionValues: ['M', 'White'],
          price: price(2000),
          compareAtPrice: null,
          barcode: null,
          weightGrams: null,
          requiresShipping: true,
          isTaxable: true,
          imageUrl: null,
          inventory: { isTracked: false, quantity: 0, policy: 'deny' },
        },
      ],
    });
  });

  test('reads the same product from the newer column names', async () => {
    const older = await readOne([
      {
        ...shirt,
        'Body (HTML)': 'x',
        Published: 'true',
        'Variant SKU': 'S1',
        'Variant Grams': '5',
        'Variant Inventory Tracker': 'shopify',
        'Variant Inventory Qty': '3',
        'Variant Inventory Policy': 'continue',
        'Variant Compare At Price': '12',
        'Variant Requires Shipping': 'false',
        'Variant Taxable': 'false',
        'Variant Barcode': '99',
        'Image Src': 'https://cdn.example.com/a.jpg',
        'Variant Image': 'https://cdn.example.com/b.jpg',
      },
    ]);
    const newer = await readOne([
      {
        Title: 'Shirt',
        'URL handle': 'shirt',
        Description: 'x',
        'Published on online store': 'TRUE',
        SKU: 'S1',
        'Weight value (grams)': '5',
        'Inventory tracker': 'shopify',
        'Inventory quantity': '3',
        'Continue selling when out of stock': 'CONTINUE',
        Price: '10.00',
        'Compare-at price': '12',
        'Requires shipping': 'FALSE',
        'Charge tax': 'FALSE',
        Barcode: '99',
        'Product image URL': 'https://cdn.example.com/a.jpg',
        'Variant image URL': 'https://cdn.example.com/b.jpg',
      },
    ]);
    expect(newer).toEqual(older);
  });

  test.each([
    ['active', 'false', 'draft'],
    ['active', 'true', 'active'],
    ['active', '', 'active'],
    ['Draft', 'true', 'draft'],
    ['ARCHIVED', '', 'archived'],
    ['unlisted', 'true', 'draft'],
    ['', 'TRUE', 'active'],
    ['', 'False', 'draft'],
    ['', '', 'active'],
  ])('reads Status %j with Published %j as %s', async (Status, Published, status) => {
    expect(await readOne([{ ...shirt, Status, Published }])).toMatchObject({ status });
  });

  test.each([
    ["'0012345", '0012345'],
    ["'12a", "'12a"],
    ["''12", "''12"],
    ['0012345', '0012345'],
  ])('reads the SKU %j as %j', async (cell, sku) => {
    const product = await readOne([{ ...shirt, 'Variant SKU': cell, 'Variant Barcode': cell }]);
    expect(product.variants).toMatchObject([{ sku, barcode: sku }]);
  });

  test('reads two variants with one SKU, which the source allows', async () => {
    const row = { ...shirt, 'Option1 Name': 'Size', 'Variant SKU': 'A' };
    const { variants } = await readOne([
      { ...row, 'Option1 Value': 'S' },
      { ...row, 'Option1 Value': 'M' },
    ]);
    expect(variants.map(({ sku }) => sku)).toEqual(['A', 'A']);
  });

  test('derives a slug from a handle that is not one, and leaves missing prices open', async () => {
    const product = await readOne([{ Handle: 'Acme™-Shirt', Title: 'Shirt', 'Variant Price': '' }]);
    expect(product).toMatchObject({ slug: 'acme-shirt', variants: [{ row: 2, price: null }] });
  });

  test('reads Custom Product Type when there is no Type', async () => {
    const row = { ...shirt, 'Custom Product Type': 'Tops' };
    expect(await readOne([row])).toMatchObject({ productType: 'Tops' });
    expect(await readOne([{ ...row, Type: 'Shirts' }])).toMatchObject({ productType: 'Shirts' });
  });

  test.each([
    [{}],
    [{ 'Option1 Name': 'Title', 'Option1 Value': 'Default Title' }],
    [{ 'Option1 Value': 'Default Title' }],
    [{ 'Option1 Name': 'Title' }],
  ])('finds no options in %j', async (cells) => {
    const product = await readOne([{ ...shirt, ...cells }]);
    expect(product.optionNames).toEqual([]);
    expect(product.variants.map(({ optionValues }) => optionValues)).toEqual([[]]);
  });

  test('treats an option named Title with other values as an option', async () => {
    const row = { ...shirt, 'Option1 Name': 'Title', 'Option1 Value': 'Grey' };
    expect(await readOne([row])).toMatchObject({
      optionNames: ['Title'],
      variants: [{ optionValues: ['Grey'] }],
    });
  });

  test('orders images by position, then by file order, each URL once', async () => {
    const image = (name: string, position: string, alt = '') => ({
      Handle: 'shirt',
      'Image Src': `https://cdn.example.com/${name}.jpg`,
      'Image Position': position,
      'Image Alt Text': alt,
    });
    const product = await readOne([
      { ...shirt, ...image('c', '3') },
      image('a', '1'),
      image('none', ''),
      image('b', '2', 'Back'),
      image('a', '2', 'Front'),
      image('a', '4', 'Ignored'),
    ]);
    expect(product.images.map(({ url, alt }) => [url.at(-5), alt])).toEqual([
      ['a', 'Front'],
      ['b', 'Back'],
      ['c', null],
      ['e', null],
    ]);
    expect(product.variants).toHaveLength(1);
  });

  test('reads product-wide cells from any row of the product', async () => {
    const product = await readOne([
      { Handle: 'shirt', 'Option1 Value': 'M', 'Variant Price': '2', Title: '', Tags: '' },
      { ...shirt, 'Option1 Name': 'Size', 'Option1 Value': 'S', Tags: 'a' },
      { ...shirt, 'Option1 Name': 'Size', 'Option1 Value': 'L', Tags: 'a' },
    ]);
    expect(product).toMatchObject({ title: 'Shirt', tags: ['a'], optionNames: ['Size'] });
    expect(product.variants.map(({ optionValues }) => optionValues)).toEqual([['M'], ['S'], ['L']]);
  });

  test('keeps the order of the file and returns scattered products last', async () => {
    const text =
      'Handle,Title,Price,Option1 Name,Option1 Value\n' +
      'b,B,1,Size,S\na,A,1,,\n,lost,,,\nB,,2,,M\nc,C,1,,\n';
    const read = await readAll(sourceOf(text));
    expect(read.map(({ handle, rows }) => [handle, rows])).toEqual([
      ['a', [3]],
      [null, [4]],
      ['c', [6]],
      ['b', [2, 5]],
    ]);
    expect(read[3]).toMatchObject({ product: { slug: 'b', variants: [{}, {}] } });
  });

  test('yields products while the file is being read, and closes the file when stopped', async () => {
    let pieces = 0;
    let bytes = 0;
    let isClosed = false;
    const endless = async function* () {
      try {
        yield Buffer.from('Handle,Title,Price\n');
        for (;;) {
          const piece = Buffer.from(`hat-${++pieces},Hat,5\n`);
          bytes += piece.length;
          yield piece;
        }
      } finally {
        isClosed = true;
      }
    };
    const survey = { rows: 0, products: 0, scatteredHandles: new Set<string>() };
    const handles: string[] = [];
    for await (const { handle } of readShopifyProducts(endless, survey, { currency: 'EUR' })) {
      if (handles.push(handle ?? '') === 1000) break;
    }
    expect(handles.at(-1)).toBe('hat-1000');
    expect(isClosed).toBe(true);
    // Streams between the file and the reader fill their buffers, which do not grow with the file.
    expect(bytes).toBeLessThan(4 * getDefaultHighWaterMark(false));
  });

  test('accepts short rows and empty columns at the end', async () => {
    const text = 'Handle,Title,Price,Vendor,,\nshirt,Shirt,10\nhat,Hat,5,,,,,,\n';
    const read = await readAll(sourceOf(text));
    expect(read.map(({ kind }) => kind)).toEqual(['product', 'product']);
  });
});

describe('a rejection', () => {
  test.each([
    [{ 'Variant Price': '12,50' }, 'Variant Price "12,50" is not an amount in EUR'],
    [{ 'Variant Price': '-1' }, 'Variant Price "-1" is not an amount in EUR'],
    [{ 'Variant Compare At Price': 'x' }, 'Variant Compare At Price "x" is not an amount in EUR'],
    [{ Title: ' ' }, 'Title is empty'],
    [{ 'Variant Taxable': 'ja' }, 'Variant Taxable "ja" is neither true nor false'],
    [{ Published: 'yes' }, 'Published "yes" is neither true nor false'],
    [{ Status: 'gone' }, 'Status "gone" is not one of active, draft and archived'],
    [{ 'Variant Grams': '1 kg' }, 'Variant Grams "1 kg" is not a weight in grams'],
    [{ 'Variant Inventory Qty': '1.5' }, 'Variant Inventory Qty "1.5" is not a whole number'],
    [
      { 'Variant Inventory Policy': 'maybe' },
      'Variant Inventory Policy "maybe" is neither deny nor continue',
    ],
    [
      { 'Image Src': 'https://example.com/a.jpg', 'Image Position': 'first' },
      'Image Position "first" is not a whole number',
    ],
    [{ 'Option1 Value': 'S' }, 'Option1 Value "S" is given, but Option1 Name is empty'],
    [{ 'Option1 Name': 'Size' }, 'Option1 Value is empty'],
    [
      { 'Option2 Name': 'Size', 'Option2 Value': 'S' },
      'Option2 Name "Size" is given, but Option1 Name is empty',
    ],
    [{ Handle: 'h'.repeat(256) }, /^Handle "h{60}…" is longer than 255 characters/],
    [{ 'Image Src': 'a.jpg' }, 'Image Src "a.jpg" is not accepted: must be an http or https URL'],
    [{ 'Variant Image': 'ftp://a/b' }, /^Variant Image "ftp:\/\/a\/b" is not accepted/],
    [{ Vendor: 'v'.repeat(256) }, /^Vendor "v{60}…" is not accepted/],
    [{ 'SEO Title': 't'.repeat(256) }, /^SEO Title "t{60}…" is not accepted/],
    [{ 'Variant Inventory Qty': '99999999999' }, /^Variant Inventory Qty "9+" is not accepted/],
  ])('states the reason for %j', async (cells, reason) => {
    const reasons = await reasonsOf([{ ...shirt, ...cells }]);
    expect(reasons).toEqual([expect.stringMatching(/^row 2: /)]);
    const reported = reasons[0]?.slice('row 2: '.length);
    if (typeof reason === 'string') expect(reported).toBe(reason);
    else expect(reported).toMatch(reason);
  });

  test("checks decimals by the currency's minor units", async () => {
    expect(await reasonsOf([{ ...shirt, 'Variant Price': '10.5' }], 'JPY')).toEqual([
      'row 2: Variant Price "10.5" is not an amount in JPY',
    ]);
  });

  test('lists every problem of every row at once, in the words of the file', async () => {
    const reasons = await reasonsOf([
      { 'URL handle': 'x y', Title: 'X', 'Option1 name': 'Size', 'Option1 value': 'S', Price: 'a' },
      { 'URL handle': 'x y', Title: 'Y', 'Option1 value': 'S', Price: '1', 'Charge tax': '?' },
      { 'URL handle': 'x y', SKU: '1', Price: '1' },
    ]);
    expect(reasons).toEqual([
      'row 3: Title "Y" contradicts "X" in row 2',
      'row 4: Option1 value is empty',
      'row 2: Price "a" is not an amount in EUR',
      'row 3: Charge tax "?" is neither true nor false',
      expect.stringMatching(/^row 3: Option1 value "S" is not accepted: another variant/),
    ]);
  });

  test('reports cells beyond the header, where a comma lacks its quotes', async () => {
    const [read] = await readAll(sourceOf('Handle,Title,Price\na,A, or B,1\n'));
    expect(read).toMatchObject({
      kind: 'rejected',
      reasons: expect.arrayContaining(['row 2: has 4 cells, the header has 3']),
    });
  });

  test('concerns one product only, or the rows without a handle', async () => {
    const text = 'Handle,Title,Price\na,A,1\nb,B,x\n,C,1\nd,D,1\n';
    const read = await readAll(sourceOf(text));
    expect(read.map(({ kind }) => kind)).toEqual(['product', 'rejected', 'rejected', 'product']);
    expect(read[2]).toEqual({
      kind: 'rejected',
      rows: [4],
      handle: null,
      reasons: ['row 4: Handle is empty'],
    });
  });

  test('has a limited number of reasons', async () => {
    const rows = Array.from({ length: 80 }, () => ({ ...shirt, 'Variant Price': 'x' }));
    const reasons = await reasonsOf(rows);
    expect(reasons).toHaveLength(MAX_REASONS + 1);
    expect(reasons.at(-1)).toMatch(/^and \d+ more problems$/);
  });

  test('keeps the row numbers but not the contents of a product with too many rows', async () => {
    const rows = Array.from({ length: MAX_PRODUCT_ROWS + 5 }, () => shirt);
    const [read, ...others] = await readAll(sourceOf(toCsv(rows), 65_536));
    expect(others).toEqual([]);
    expect(read).toMatchObject({ kind: 'rejected', reasons: [expect.stringMatching(/^row 2: /)] });
    expect(read?.rows).toHaveLength(rows.length);
  });
});
