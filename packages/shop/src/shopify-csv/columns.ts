import { MAX_COLUMNS } from './bounds.ts';
import { fileInvalid } from './file-invalid.ts';

/**
 * The columns that are read, each under the names that Shopify has given it: first that of its
 * older exports, then that of its newer ones. All others (taxes, markets, metafields, Google
 * Shopping) are ignored.
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

/** What a column means, whatever a file calls it. */
export type Field = keyof typeof NAMES;

const REQUIRED: readonly Field[] = ['handle', 'title', 'price'];

const FIELDS = new Map<string, Field>();
for (const [field, names] of Object.entries(NAMES)) {
  if (isField(field)) for (const name of names) FIELDS.set(name.toLowerCase(), field);
}

function isField(name: string): name is Field {
  return Object.hasOwn(NAMES, name);
}

function fieldNamed(name: string): Field | undefined {
  return FIELDS.get(name.trim().toLowerCase());
}

/** How many of these names are those of columns that are read. */
export function knownColumns(names: readonly string[]): number {
  return names.filter((name) => fieldNamed(name) !== undefined).length;
}

/** Where a file has which column. */
export interface Columns {
  /** How many cells its header has. */
  readonly width: number;
  /** What the cell at each index means; undefined where it is not read. */
  readonly fields: readonly (Field | undefined)[];
  /** The column's name as the file has it, or else as Shopify's older exports do. */
  nameOf(field: Field): string;
}

/**
 * Reads a header; order, case and surrounding space do not matter. Throws `IMPORT_FILE_INVALID`
 * when it has a column twice or lacks one that no product can do without.
 */
export function readColumns(header: readonly string[]): Columns {
  if (header.length > MAX_COLUMNS) {
    throw fileInvalid(`The header has more than ${MAX_COLUMNS} columns.`, { row: 1 });
  }
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
  return { width: header.length, fields, nameOf: (field) => found.get(field) ?? NAMES[field][0] };
}
