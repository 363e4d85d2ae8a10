import { type CurrencyCode, defaultsOf } from '@trastienda/base';
import { CreateProductInput, ProductFields } from '@trastienda/shop-contract';
import { MAX_PRODUCT_ROWS, MAX_PRODUCT_TEXT } from '../../base/csv/bounds.ts';
import type { Field } from '../../base/csv/columns.ts';
import { oneLine, type ReadContext } from './cell-values.ts';
import { addIssues } from './contract-issues.ts';
import type { ImportedProduct, ProductParseResult } from './imported-product.ts';
import { Problems } from './problems.ts';
import { productCell } from './product-cell.ts';
import type { ProductRow } from './product-row.ts';
import type { ProductRows } from './product-rows.ts';
import { readImages } from './read-images.ts';
import { readOptions } from './read-options.ts';
import { readStatus } from './read-status.ts';
import { hasVariantDetails, isVariantRow, readVariant } from './read-variant.ts';
import { MAX_HANDLE, slugOfHandle } from './slug-of-handle.ts';
import { unstatedFields } from './unstated-fields.ts';

/** Builds a product from its rows, or a rejection that lists all problems. Never throws. */
export function assembleProduct(gathered: ProductRows, currency: CurrencyCode): ProductParseResult {
  const { handle, key, numbers, rows } = gathered;
  const [first, ...others] = rows;
  if (first === undefined) {
    const reason =
      `row ${numbers[0]}: more than ${MAX_PRODUCT_ROWS} rows or ` +
      `${MAX_PRODUCT_TEXT} characters of text are about this product`;
    return { kind: 'rejected', rows: numbers, handle, reasons: [reason] };
  }
  const problems = new Problems();
  const product = readProduct(key, [first, ...others], { currency, problems });
  if (!problems.isEmpty || product === null) {
    return { kind: 'rejected', rows: numbers, handle, reasons: problems.list() };
  }
  return {
    kind: 'product',
    rows: numbers,
    handle,
    key,
    product,
    unstated: unstatedFields(first.columns),
    isStatusStated: rows.some(({ cells }) => cells.has('status')),
    isWithoutVariants: !rows.some((row) => isVariantRow(row) || hasVariantDetails(row)),
    priceColumn: first.columns.has('price') ? first.columns.nameOf('price') : null,
  };
}

/** Returns null or an incomplete product when problems were found. */
function readProduct(
  key: string,
  rows: readonly [ProductRow, ...ProductRow[]],
  context: ReadContext,
): ImportedProduct | null {
  const { problems, currency } = context;
  const slug = slugOfHandle(key);
  checkWidths(rows, problems);
  if (key.length > MAX_HANDLE) {
    problems.addCell(rows[0], 'handle', `is longer than ${MAX_HANDLE} characters`);
  }
  const line = (field: Field) => productCell(rows, field, problems, oneLine) ?? null;
  const title = line('title');
  if (title === null) problems.addCell(rows[0], 'title', 'is empty');

  const withVariant = rows.filter(isVariantRow);
  const variantRows = withVariant.length > 0 ? withVariant : [rows[0]];
  const options = readOptions(rows, variantRows, context);
  const images = readImages(rows, context);
  const product: ImportedProduct = {
    ...defaultsOf(ProductFields.shape),
    slug,
    title: title ?? slug,
    descriptionHtml: productCell(rows, 'description', problems) ?? '',
    status: readStatus(rows, context),
    vendor: line('vendor'),
    productType: line('productType') ?? line('customProductType'),
    tags: splitTags(line('tags') ?? ''),
    seo: { title: line('seoTitle'), description: line('seoDescription') },
    images: images.map(({ image }) => image),
    optionNames: options.names,
    variants: variantRows.map((row, index) =>
      readVariant(row, options.values[index] ?? [], context),
    ),
  };

  const parsed = CreateProductInput.safeParse(completed(product, currency));
  if (!parsed.success) {
    const imageRows = images.map(({ row }) => row);
    addIssues(problems, parsed.error.issues, { rows, variantRows, imageRows });
    return null;
  }
  const variants = parsed.data.variants.map((variant, index) => ({
    ...variant,
    row: variantRows[index]?.number ?? 0,
    sku: product.variants[index]?.sku ?? null,
    price: product.variants[index]?.price ?? null,
  }));
  return { ...parsed.data, variants };
}

function checkWidths(rows: readonly ProductRow[], problems: Problems): void {
  for (const row of rows) {
    // Most likely an unquoted comma in a cell: the cells after it are in the wrong columns.
    const { width } = row.columns;
    if (row.width > width) problems.add(row, `has ${row.width} cells, the header has ${width}`);
  }
}

/** Splits tags and removes duplicates regardless of case; the first spelling is kept. */
function splitTags(text: string): string[] {
  const tags = new Map<string, string>();
  for (const part of text.split(',')) {
    const tag = part.trim();
    const key = tag.toLowerCase();
    if (tag !== '' && !tags.has(key)) tags.set(key, tag);
  }
  return [...tags.values()];
}

/** Fills in what variants may lack so that the contract's remaining rules can be checked. */
function completed(product: ImportedProduct, currency: CurrencyCode): CreateProductInput {
  const taken = new Set<string>();
  const variants = product.variants.map(({ row: _, ...variant }) => {
    // A SKU may occur twice: the source allows duplicates.
    const own = variant.sku !== null && !taken.has(variant.sku) ? variant.sku : null;
    const sku = own ?? placeholderSku(taken);
    taken.add(sku);
    return { ...variant, sku, price: variant.price ?? { amount: 0, currency } };
  });
  return { ...product, variants };
}

function placeholderSku(taken: ReadonlySet<string>): string {
  let count = taken.size;
  while (taken.has(`variant ${count}`)) count++;
  return `variant ${count}`;
}
