import { createImportForm, createInventoryForm, isClientError } from '@trastienda/shop-client';
import { beforeEach, expect, test } from 'vitest';
import { failureOf, person, reasonOf } from '../testing/people.ts';
import { useBackend } from '../testing/start-backend.ts';

const backend = await useBackend();

beforeEach(() => backend.server.clear());

const fileOf = (...lines: string[]) => new Blob([lines.join('\n')], { type: 'text/csv' });
const HEADER = 'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Gift Card';
const shirt = (...sizes: string[]) =>
  fileOf(
    `${HEADER},Variant Inventory Tracker`,
    ...sizes.map((size) => `shirt,Shirt,Size,${size},SH-${size},10,,shopify`),
  );
const inventory = (...rows: string[]) =>
  fileOf('Handle,Option1 Value,SKU,Location,On hand (current),On hand (new)', ...rows);

test('a merchant imports products and stock, and a customer can buy them', async () => {
  const { staff, visitor } = backend;
  const report = await staff.admin.products.import.mutate(createImportForm(shirt('S', 'M')));
  expect(report).toMatchObject({
    created: 1,
    stock: { hasQuantities: false, opened: 2, openedSoldOut: 2 },
    ignoredColumns: [{ name: 'Gift Card', cells: 0 }],
  });
  expect((await visitor.catalog.get.query({ slug: 'shirt' })).isInStock).toBe(false);

  const rows = ['shirt,S,SH-S,Shop,2,', 'shirt,S,SH-S,Attic,40,', 'shirt,M,SH-M,Shop,not stocked,'];
  const form = () => createInventoryForm(inventory(...rows), { locations: ['Shop'] });
  expect(await staff.admin.stock.import.mutate(form())).toMatchObject({
    ...{ rows: 3, changed: 1, notStocked: 1, unknownCount: 0, rejected: 0 },
    locations: [
      { name: 'Shop', isCounted: true },
      { name: 'Attic', isCounted: false },
    ],
  });
  await backend.runBackground();
  const { variants } = await visitor.catalog.get.query({ slug: 'shirt' });
  expect(variants.map(({ isInStock }) => isInStock)).toEqual([true, false]);
  expect(await staff.admin.stock.get.query({ sku: 'SH-S' })).toMatchObject({
    onHand: 2,
    available: 2,
  });
  expect(await staff.admin.stock.import.mutate(form())).toMatchObject({ changed: 0, setBefore: 1 });
  const again = createInventoryForm(inventory(...rows), { locations: ['Shop'], again: true });
  expect(await staff.admin.stock.import.mutate(again)).toMatchObject({
    unchanged: 1,
    setBefore: 0,
  });
});

test('variants that are missing from a file are removed only with the option to replace', async () => {
  const { staff } = backend;
  await staff.admin.products.import.mutate(createImportForm(shirt('S', 'M')));
  const partial = await staff.admin.products.import.mutate(
    createImportForm(shirt('S'), 'part.csv'),
  );
  expect(partial).toMatchObject({ unchanged: 1, keptVariants: 1 });
  const form = createImportForm(shirt('S'), { name: 'part.csv', replaceVariants: true });
  expect(await staff.admin.products.import.mutate(form)).toMatchObject({
    updated: 1,
    keptVariants: 0,
  });
});

test('an invalid form is rejected with the names of its fields', async () => {
  const form = new FormData();
  form.append('again', 'perhaps');
  const failure = await failureOf(backend.staff.admin.stock.import.mutate(form));
  expect(failure).toMatchObject({ reason: 'INPUT_INVALID' });
  expect(Object.keys(failure.fields).sort()).toEqual(['again', 'file']);
  const other = createImportForm(shirt('S'));
  other.append('replaceVariants', 'yes');
  expect(await reasonOf(backend.staff.admin.products.import.mutate(other))).toBe('INPUT_INVALID');
});

test('a file of the other kind is rejected with advice', async () => {
  const { staff } = backend;
  const wrong = await failureOf(staff.admin.stock.import.mutate(createInventoryForm(shirt('S'))));
  expect(wrong).toMatchObject({ reason: 'IMPORT_FILE_INVALID', httpStatus: 422 });
  const rows = inventory('shirt,S,SH-S,Shop,2,');
  expect(await reasonOf(staff.admin.products.import.mutate(createImportForm(rows)))).toBe(
    'IMPORT_FILE_INVALID',
  );
});

test('stock is imported with the permission to write stock, including from files of some megabytes', async () => {
  const owner = await person(backend, 'owner');
  const keyFor = async (permission: 'stock:write' | 'catalog:write') => {
    const input = { name: permission, permissions: [permission] };
    return (await owner.client.admin.apiKeys.create.mutate(input)).key;
  };
  // Larger than the bodies of other calls, which have at most a megabyte.
  const large = inventory(...Array.from({ length: 60_000 }, (_, i) => `,,SKU-${i},Shop,${i},`));
  expect(large.size).toBeGreaterThan(1024 * 1024);
  const clerk = backend.client({ token: await keyFor('stock:write') });
  const report = await clerk.admin.stock.import.mutate(createInventoryForm(large));
  expect(report).toMatchObject({ rows: 60_000, unknownCount: 60_000 });
  expect(report.unknown).toHaveLength(1000);
  const other = backend.client({ token: await keyFor('catalog:write') });
  const refused = other.admin.stock.import.mutate(createInventoryForm(inventory('a,,A,Shop,1,')));
  expect(await reasonOf(refused)).toBe('PERMISSION_MISSING');
  const visitor = backend.visitor.admin.stock.import.mutate(createInventoryForm(inventory()));
  const error: unknown = await visitor.catch((failure: unknown) => failure);
  expect(isClientError(error) && error.data?.reason).toBe('ACTOR_UNAUTHENTICATED');
});
