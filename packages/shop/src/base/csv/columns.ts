import { MAX_COLUMNS } from './bounds.ts';
import { fileInvalid } from './file-invalid.ts';

/**
 * Columns that the import reads, each with the names that Shopify has given it: the older exports'
 * name first, then the newer one. All other columns (gift cards, taxes, markets, metafields, Google
 * Shopping) are ignored, and the report names them.
 * https://help.shopify.com/en/manual/products/import-export/using-csv
 */
const NAMES = {
  handle: ['Handle', 'URL handle'],
  title: ['Title'],
  description: ['Body (HTML)', 'Description'],
  vendor: ['Vendor'],
  productType: ['Type'],
  customProductType: ['Custom Product Type'],
  tags: ['Tags'],
  published: ['Published', 'Published on online store'],
  status: ['Status'],
  option1Name: ['Option1 Name'],
  option1Value: ['Option1 Value'],
  option2Name: ['Option2 Name'],
  option2Value: ['Option2 Value'],
  option3Name: ['Option3 Name'],
  option3Value: ['Option3 Value'],
  sku: ['Variant SKU', 'SKU'],
  grams: ['Variant Grams', 'Weight value (grams)'],
  inventoryTracker: ['Variant Inventory Tracker', 'Inventory tracker'],
  inventoryQuantity: ['Variant Inventory Qty', 'Inventory quantity'],
  inventoryPolicy: ['Variant Inventory Policy', 'Continue selling when out of stock'],
  price: ['Variant Price', 'Price'],
  compareAtPrice: ['Variant Compare At Price', 'Compare-at price'],
  requiresShipping: ['Variant Requires Shipping', 'Requires shipping'],
  taxable: ['Variant Taxable', 'Charge tax'],
  barcode: ['Variant Barcode', 'Barcode'],
  variantImage: ['Variant Image', 'Variant image URL'],
  image: ['Image Src', 'Product image URL'],
  imagePosition: ['Image Position'],
  imageAlt: ['Image Alt Text'],
  seoTitle: ['SEO Title'],
  seoDescription: ['SEO Description'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** Meaning of a column, independent of its name in a file. */
export type Field = keyof typeof NAMES;

/** Returns the name of a column in the files that are written. */
export const columnName = (field: Field): string => NAMES[field][0];

/** Prices are optional: variants that the shop already has keep theirs. */
const REQUIRED: readonly Field[] = ['handle', 'title'];

/** Columns that only inventory CSVs have. */
const INVENTORY_ONLY = new Set(['location', 'on hand', 'on hand (current)', 'on hand (new)']);

const FIELDS = new Map<string, Field>();
for (const [field, names] of Object.entries(NAMES)) {
  if (isField(field)) for (const name of names) FIELDS.set(name.toLowerCase(), field);
}

/** Maximum length of a column name in a report. */
const MAX_NAME = 255;

function isField(name: string): name is Field {
  return Object.hasOwn(NAMES, name);
}

function fieldNamed(name: string): Field | undefined {
  return FIELDS.get(name.trim().toLowerCase());
}

/** Returns true when product CSVs have a column of this name. */
export function isProductColumn(name: string): boolean {
  return fieldNamed(name) !== undefined;
}

/** Counts the names that belong to columns that the import reads. */
export function knownColumns(names: readonly string[]): number {
  return names.filter(isProductColumn).length;
}

/** A column that the import does not read. */
interface IgnoredColumn {
  readonly index: number;
  readonly name: string;
}

/** Layout of a file's columns. */
export interface Columns {
  /** Number of cells in the header. */
  readonly width: number;
  /** Field at each cell index; undefined for ignored columns. */
  readonly fields: readonly (Field | undefined)[];
  /** Named columns that are ignored, in file order. */
  readonly ignored: readonly IgnoredColumn[];
  has(field: Field): boolean;
  /** Returns the column's name in the file, or its name in Shopify's older exports. */
  nameOf(field: Field): string;
}

/**
 * Parses a header; order, case and surrounding space do not matter.
 * @throws {ShopError} IMPORT_FILE_INVALID when a column is duplicated, a required column is
 * missing, or the header is that of an inventory CSV.
 */
export function readColumns(header: readonly string[]): Columns {
  if (header.length > MAX_COLUMNS) {
    throw fileInvalid(`The header has more than ${MAX_COLUMNS} columns.`, { row: 1 });
  }
  rejectInventory(header);
  const fields = header.map(fieldNamed);
  const found = new Map<Field, string>();
  fields.forEach((field, index) => {
    if (field === undefined) return;
    const name = (header[index] ?? '').trim();
    const earlier = found.get(field);
    if (earlier !== undefined) {
      throw fileInvalid(`The header has one column twice: "${earlier}" and "${name}".`, {
        row: 1,
        columns: [earlier, name],
      });
    }
    found.set(field, name);
  });
  const missing = REQUIRED.filter((field) => !found.has(field));
  if (missing.length > 0) {
    const columns = missing.map((field) => NAMES[field].join(' / '));
    throw fileInvalid(`The header lacks columns of a Shopify product CSV: ${columns.join(', ')}.`, {
      row: 1,
      columns,
    });
  }
  return {
    width: header.length,
    fields,
    ignored: header.flatMap((name, index) => {
      const isIgnored = fields[index] === undefined && name.trim() !== '';
      return isIgnored ? [{ index, name: name.trim().slice(0, MAX_NAME) }] : [];
    }),
    has: (field) => found.has(field),
    nameOf: (field) => found.get(field) ?? NAMES[field][0],
  };
}

function rejectInventory(header: readonly string[]): void {
  const column = header.find((name) => INVENTORY_ONLY.has(name.trim().toLowerCase()));
  if (column === undefined) return;
  throw fileInvalid(
    `The column "${column.trim()}" is that of an inventory CSV: import the file as one.`,
    { row: 1, columns: [column.trim()] },
  );
}
