import { runCount } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvRecord, useImportShop } from './testing/use-import-shop.ts';

const shop = await useImportShop();

/** A product by its handle: the size (null without options) and SKU of each variant. */
interface Listed {
  readonly handle: string;
  readonly variants: readonly { readonly size: string | null; readonly sku: string }[];
}

const rowsOf = (products: readonly Listed[]): CsvRecord[] =>
  products.flatMap(({ handle, variants }) =>
    variants.map(({ size, sku }) => ({
      ...{ Handle: handle, Title: 'A thing', 'Variant SKU': sku, 'Variant Price': '10' },
      ...{ 'Option1 Name': size === null ? 'Title' : 'Size' },
      'Option1 Value': size ?? 'Default Title',
    })),
  );

/** Imports the products into an empty shop and returns the SKU of each variant. */
async function skusOf(products: readonly Listed[]): Promise<Record<string, string>> {
  await shop.clear();
  expect(await shop.importRows(rowsOf(products))).toMatchObject({ rejected: 0 });
  const { items } = await shop.catalog.staffList({
    ...{ status: 'active', sort: 'newest', limit: 50 },
  });
  const views = await Promise.all(items.map(({ id }) => shop.catalog.staffGet({ id })));
  return Object.fromEntries(
    views.flatMap(({ slug, sourceHandle, variants }) =>
      variants.map(({ sku, optionValues }) => [
        JSON.stringify([sourceHandle ?? slug, ...optionValues]),
        sku,
      ]),
    ),
  );
}

async function expectSameReversed(products: readonly Listed[]): Promise<string[]> {
  const skus = await skusOf(products);
  expect(new Set(Object.values(skus)).size).toBe(Object.values(skus).length);
  const reversed = products.map((each) => ({ ...each, variants: each.variants.toReversed() }));
  expect(await skusOf(reversed.toReversed())).toEqual(skus);
  return Object.values(skus);
}

const sized = (handle: string, size: string, sku = '') => ({
  ...{ handle, variants: [{ size, sku }] },
});
const plain = (handle: string, sku = '') => ({ handle, variants: [{ size: null, sku }] });

test.each([
  ['made of handles', [sized('mug', 'Small'), plain('mug-small'), plain('cup')]],
  [
    'made of a SKU that they share',
    [sized('mug', 'Small', '123'), plain('mug-small', '123'), plain('cup')],
  ],
  ['of handles that make one slug', [sized('mug™', 'S'), sized('mug®', 'S'), plain('cup')]],
])('no generated SKU depends on the order of the products: %s', async (_name, products) => {
  const skus = await expectSameReversed(products);
  expect(skus.filter((sku) => /-[0-9a-f]{8}$/.test(sku))).toHaveLength(2);
  expect(skus).toContain('cup');
});

test('the SKUs of any file are the same when its products come in another order', async () => {
  const variants = fc.oneof(
    fc
      .uniqueArray(fc.constantFrom('S', 's', 'S!', 'small', '5"', '5'), {
        ...{ minLength: 1, maxLength: 3 },
      })
      .map((sizes) => sizes.map((size): string | null => size)),
    fc.constant([null]),
  );
  const handle = fc.constantFrom(
    ...['mug', 'mug™', '®mug', 'mug-s', 'mug-small', 'x', 'x-s', '™', 'x-5'],
  );
  const sku = fc.constantFrom('', '', 'X', 'x', 'mug', 'mug-s', 'X-S', "'12", '12');
  const listed = fc
    .tuple(handle, variants, fc.infiniteStream(sku))
    .map(([name, sizes, skus]): Listed => {
      const each = sizes.map((size) => ({ size, sku: skus.next().value ?? '' }));
      return { handle: name, variants: each };
    });
  const products = fc.uniqueArray(listed, {
    ...{ minLength: 2, maxLength: 5, selector: ({ handle: name }: Listed) => name },
  });
  await fc.assert(
    fc.asyncProperty(products, async (each) => {
      await expectSameReversed(each);
    }),
    { numRuns: runCount(8, 50) },
  );
});
