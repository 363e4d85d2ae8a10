import { defaultsOf, fieldNames, pickFields } from '@trastienda/base';
import { createImportForm } from '@trastienda/shop-client';
import {
  CreateProductInput,
  ProductFields,
  ProductSummary,
  ProductView,
  UpdateProductInput,
  VariantFields,
  VariantInput,
} from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sampleValue } from '../testing/sample-value.ts';
import { useBackend } from '../testing/start-backend.ts';

// Walks the declared fields of products and variants: a new field is tested here without a change.

const backend = await useBackend();

beforeEach(() => backend.server.clear());

/** The values of those plain fields that a view shows. */
const shownIn = (view: z.ZodObject, fields: ProductFields) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => name in view.shape));

/** An active product with every field set. */
const wholeProduct = () =>
  CreateProductInput.parse({
    ...z.record(z.string(), z.unknown()).parse(sampleValue(ProductFields, 1)),
    variants: [sampleValue(VariantInput, 1)],
  });

/** Expects a product of every view, and of the database when it is opened again. */
async function expectEverywhere(id: string, expected: CreateProductInput) {
  const { staff, visitor, server } = backend;
  const fields = pickFields(ProductFields.shape, expected);
  const { variants } = expected;

  const staffView = await staff.admin.products.get.query({ id });
  expect(staffView).toMatchObject({ ...fields, variants });
  const { items } = await staff.admin.products.list.query({ status: expected.status });
  expect(items).toMatchObject([shownIn(ProductSummary, fields)]);

  if (expected.status === 'active') {
    const view = await visitor.catalog.get.query({ slug: expected.slug });
    const shown = variants.map((variant) => pickFields(VariantFields.shape, variant));
    expect(view).toMatchObject({ ...shownIn(ProductView, fields), variants: shown });
    const list = await visitor.catalog.list.query({});
    expect(list.items).toMatchObject([shownIn(ProductSummary, fields)]);
  }

  const reopened = await openDatabase(server.uri);
  const stored = await reopened.products.find(id);
  await reopened.close();
  expect(stored).toMatchObject({ ...fields, variants });
}

/** Creates a product and makes it each of the others in turn, by a change that `changesOf` words. */
async function expectChanges(
  [created, ...others]: readonly [CreateProductInput, ...CreateProductInput[]],
  changesOf: (product: CreateProductInput) => unknown,
) {
  const { id, revision: first } = await backend.staff.admin.products.create.mutate(created);
  await expectEverywhere(id, created);
  let revision = first;
  for (const product of others) {
    const input = UpdateProductInput.parse({ id, revision, changes: changesOf(product) });
    ({ revision } = await backend.staff.admin.products.update.mutate(input));
    await expectEverywhere(id, product);
  }
}

/** The values that a field is changed to: another one, and null where it may be cleared. */
function changedValues(field: z.ZodType): unknown[] {
  const other = sampleValue(field, 2);
  return field.safeParse(null).success ? [other, null] : [other];
}

describe('a field of a product', () => {
  test.each(fieldNames(ProductFields.shape))(
    'is set, changed, and cleared where it may be null: %s',
    async (name) => {
      const created = wholeProduct();
      const others = changedValues(ProductFields.shape[name]).map((value) =>
        CreateProductInput.parse({ ...created, [name]: value }),
      );
      await expectChanges([created, ...others], ({ [name]: value, variants }) =>
        // These two change together.
        name === 'optionNames' ? { [name]: value, variants } : { [name]: value },
      );
    },
  );

  test('has its default when a new product leaves it out', async () => {
    const required = { slug: 'mug', title: 'Mug', status: 'active' as const };
    const variant = { sku: 'MUG', price: { amount: 1000, currency: 'EUR' } };
    const { id } = await backend.staff.admin.products.create.mutate({
      ...required,
      variants: [variant],
    });
    await expectEverywhere(id, {
      ...defaultsOf(ProductFields.shape),
      ...required,
      variants: [{ ...defaultsOf(VariantInput.shape), ...variant }],
    });
  });
});

describe('a field of a variant', () => {
  test.each(fieldNames(VariantFields.shape))(
    'is set, changed, and cleared where it may be null: %s',
    async (name) => {
      const created = wholeProduct();
      const { variants } = created;
      const others = changedValues(VariantFields.shape[name]).map((value) =>
        CreateProductInput.parse({
          ...created,
          variants: variants.map((variant) => ({ ...variant, [name]: value })),
        }),
      );
      await expectChanges([created, ...others], ({ optionNames, variants: changed }) => ({
        optionNames,
        variants: changed,
      }));
    },
  );
});

describe('a field of a product or a variant', () => {
  test.each([
    ['Handle,Title', 'sample-1,sample-1'],
    ['Handle,Title,Variant SKU', 'sample-1,sample-1,sample-1'],
  ])('stays when an import has no column for it: %s', async (header, row) => {
    const created = wholeProduct();
    const { id } = await backend.staff.admin.products.create.mutate(created);
    const file = new File([`${header}\n${row}\n`], 'products.csv');
    const report = await backend.staff.admin.products.import.mutate(createImportForm(file));
    expect(report).toMatchObject({ unchanged: 1, rejected: 0 });
    await expectEverywhere(id, created);
  });
});
