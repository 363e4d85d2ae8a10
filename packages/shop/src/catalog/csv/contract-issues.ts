import type { Field } from '../../base/csv/columns.ts';
import type { Problems } from './problems.ts';
import type { ProductRow } from './product-row.ts';
import { OPTION_FIELDS } from './read-options.ts';

/** Rows that the parts of a product came from, index by index. */
interface Origins {
  readonly rows: readonly [ProductRow, ...ProductRow[]];
  readonly variantRows: readonly ProductRow[];
  readonly imageRows: readonly ProductRow[];
}

/** A violation of the contract: a path into the product and a message. */
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const PRODUCT_FIELDS = new Map<PropertyKey | undefined, Field>([
  ['slug', 'handle'],
  ['title', 'title'],
  ['descriptionHtml', 'description'],
  ['status', 'status'],
  ['vendor', 'vendor'],
  ['productType', 'productType'],
  ['tags', 'tags'],
  ['seo.title', 'seoTitle'],
  ['seo.description', 'seoDescription'],
  ['images', 'image'],
  ['optionNames', 'option1Name'],
  ['variants', 'handle'],
]);

const VARIANT_FIELDS = new Map<PropertyKey | undefined, Field>([
  ['sku', 'sku'],
  ['optionValues', 'option1Value'],
  ['price', 'price'],
  ['compareAtPrice', 'compareAtPrice'],
  ['barcode', 'barcode'],
  ['weightGrams', 'grams'],
  ['requiresShipping', 'requiresShipping'],
  ['isTaxable', 'taxable'],
  ['imageUrl', 'variantImage'],
  ['inventory', 'inventoryQuantity'],
]);

/** Translates the contract's issues with a product into problems of rows and columns. */
export function addIssues(problems: Problems, issues: readonly Issue[], origins: Origins): void {
  for (const { path, message } of issues) {
    const { row, field } = locate(path, origins);
    problems.addCell(row, field, `is not accepted: ${message}`);
  }
}

function locate(
  path: readonly PropertyKey[],
  { rows, variantRows, imageRows }: Origins,
): { row: ProductRow; field: Field } {
  const [part, second, third, fourth] = path;
  const index = typeof second === 'number' ? second : -1;
  const variantRow = part === 'variants' ? variantRows[index] : undefined;
  if (variantRow !== undefined) {
    const option = typeof fourth === 'number' ? OPTION_FIELDS[fourth]?.value : undefined;
    return { row: variantRow, field: option ?? VARIANT_FIELDS.get(third) ?? 'sku' };
  }
  const imageRow = part === 'images' ? imageRows[index] : undefined;
  if (imageRow !== undefined)
    return { row: imageRow, field: third === 'alt' ? 'imageAlt' : 'image' };
  if (part === 'optionNames') {
    const field = OPTION_FIELDS[index]?.name ?? 'option1Name';
    return { row: rowWith(field, rows), field };
  }
  const field = PRODUCT_FIELDS.get(part === 'seo' ? `seo.${String(second)}` : part) ?? 'handle';
  return { row: rowWith(field, rows), field };
}

function rowWith(field: Field, rows: readonly [ProductRow, ...ProductRow[]]): ProductRow {
  return rows.find(({ cells }) => cells.has(field)) ?? rows[0];
}
