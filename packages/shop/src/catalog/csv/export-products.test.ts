import { CreateProductInput, OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { runCount } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sourceOf } from '../../base/csv/testing/csv-text.ts';
import { useImportShop } from '../testing/use-import-shop.ts';

const { catalog, product, clear, importRows } = await useImportShop();

async function exported(): Promise<string> {
  let text = '';
  for await (const part of catalog.export()) text += part;
  return text;
}

/** Texts that spreadsheets and CSV give a meaning, among plain ones. */
const word = fc
  .string({ unit: fc.constantFrom('a', 'B', 'é', '漢', '7', '"', ';', "'", '='), maxLength: 8 })
  .map((text) => `w${text}w`);
const formula = fc.oneof(
  word,
  word.map((text) => `=${text}`),
  word.map((text) => `@${text}`),
);
const money = fc.integer({ min: 1, max: 999_999 }).map((amount) => ({ amount, currency: 'EUR' }));
const images = fc.uniqueArray(fc.nat(20), { maxLength: 5 }).chain((names) =>
  fc.record({ alts: fc.array(fc.option(word), { minLength: 5, maxLength: 5 }) }).map(({ alts }) =>
    names.map((name, index) => ({
      url: `https://images.example.com/${name}.jpg`,
      alt: alts[index] ?? null,
    })),
  ),
);
const variant = fc.record({
  price: money,
  compareAtPrice: fc.option(money),
  barcode: fc.option(fc.stringMatching(/^[1-9]\d{7}$/)),
  weightGrams: fc.option(fc.nat(5000)),
  requiresShipping: fc.boolean(),
  isTaxable: fc.boolean(),
  inventory: fc.record({
    isTracked: fc.boolean(),
    quantity: fc.nat(50),
    policy: fc.constantFrom('deny', 'continue'),
  }),
});
const drafts = fc.array(
  fc.record({
    title: formula,
    descriptionHtml: fc.constantFrom('', '<p>one</p>', '<p>a, "b"</p>\n<p>c</p>'),
    vendor: fc.option(formula),
    productType: fc.option(word),
    tags: fc.uniqueArray(fc.constantFrom('lino', 'verano', '=suma'), { maxLength: 3 }),
    status: fc.constantFrom('active', 'draft', 'archived'),
    seo: fc.record({ title: fc.option(word), description: fc.option(word) }),
    images,
    sizes: fc.uniqueArray(word, { maxLength: 4 }),
    variants: fc.array(variant, { minLength: 4, maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 4 },
);

/** Makes products of drafts: with one variant for each size, or one without options. */
function productsOf(made: typeof drafts extends fc.Arbitrary<infer Made> ? Made : never) {
  return made.map(({ sizes, variants, ...rest }, index) =>
    CreateProductInput.parse({
      ...rest,
      slug: `product-${index}`,
      optionNames: sizes.length === 0 ? [] : ['Talla'],
      variants: (sizes.length === 0 ? [null] : sizes).map((size, place) => ({
        ...variants[place],
        sku: `SKU-${index}-${place}`,
        optionValues: size === null ? [] : [size],
      })),
    }),
  );
}

/** Returns what an import can restore of a product. */
const contentOf = async (slug: string) => {
  const { id, revision, createdAt, updatedAt, sourceHandle, ...content } = await product(slug);
  return content;
};

test('An exported catalog is unchanged by its import, and made again in an empty shop', async () => {
  await fc.assert(
    fc.asyncProperty(drafts, async (made) => {
      await clear();
      const products = productsOf(made);
      for (const input of products) await catalog.create(input, OPERATOR_ORIGIN);
      const before = await Promise.all(products.map(({ slug }) => contentOf(slug)));

      const file = await exported();
      const again = await catalog.import(sourceOf(file, 500), OPERATOR_ORIGIN);
      expect(again).toMatchObject({ created: 0, updated: 0, rejected: 0, ignoredColumns: [] });

      await clear();
      const restored = await catalog.import(sourceOf(file, 500), OPERATOR_ORIGIN);
      expect(restored).toMatchObject({ created: products.length, rejections: [] });
      expect(await Promise.all(products.map(({ slug }) => contentOf(slug)))).toEqual(before);
    }),
    { numRuns: runCount(5, 30) },
  );
});

test('No cell of a text is a formula, and the import has the text as it was', async () => {
  const [plain] = productsOf(fc.sample(drafts, { numRuns: 1, seed: 1 }).flat());
  if (plain === undefined) throw new Error('There is no product.');
  const input = { ...plain, title: '=HYPERLINK("x")', vendor: '@SUM(1)' };
  await catalog.create(input, OPERATOR_ORIGIN);
  const file = await exported();
  expect(file).toContain(`product-0,"'=HYPERLINK(""x"")",`);
  expect(file).toContain(`,'@SUM(1),`);
  await clear();
  await catalog.import(sourceOf(file), OPERATOR_ORIGIN);
  expect(await product('product-0')).toMatchObject({ title: input.title, vendor: input.vendor });
});

test('The file of an empty shop has the header alone', async () => {
  expect(await exported()).toMatch(/^Handle,Title,Body \(HTML\),Vendor,[^\n]+,Status\r\n$/);
});

test('A product whose slug was changed is exported by the handle of its import', async () => {
  await importRows([{ Handle: 'mug', Title: 'Mug', 'Variant Price': '5' }]);
  const { id, revision } = await product('mug');
  await catalog.update({ id, revision, changes: { slug: 'cup' } }, OPERATOR_ORIGIN);
  const report = await catalog.import(sourceOf(await exported()), OPERATOR_ORIGIN);
  expect(report).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
});
