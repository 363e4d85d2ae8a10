import { CreateProductInput, type CurrencyCode } from '@trastienda/contract';
import { MAX_PRODUCT_ROWS, MAX_PRODUCT_TEXT } from './bounds.ts';
import { oneLine, type ReadContext } from './cell-values.ts';
import type { Field } from './columns.ts';
import { addIssues } from './contract-issues.ts';
import type { ImportedProduct, ReadProduct } from './imported-product.ts';
import { makeSku } from './make-sku.ts';
import { Problems } from './problems.ts';
import { productCell } from './product-cell.ts';
import type { ProductRow } from './product-row.ts';
import type { ProductRows } from './product-rows.ts';
import { readImages } from './read-images.ts';
import { readOptions } from './read-options.ts';
import { readStatus } from './read-status.ts';
import { isVariantRow, readVariant } from './read-variant.ts';
import { unstatedFields } from './unstated-fields.ts';

/** Makes a product of its rows, or says everything that is wrong with them. Never throws. */
export function assembleProduct(gathered: ProductRows, currency: CurrencyCode): ReadProduct {
  const { handle, numbers, rows, slug } = gathered;
  const [first, ...others] = rows;
  if (first === undefined) {
    const reason =
      `row ${numbers[0]}: more than ${MAX_PRODUCT_ROWS} rows or ` +
      `${MAX_PRODUCT_TEXT} characters of text are about this product`;
    return { kind: 'rejected', rows: numbers, handle, reasons: [reason] };
  }
  const problems = new Problems();
  const product = readProduct(slug, [first, ...others], { currency, problems });
  if (!problems.isEmpty || product === null) {
    return { kind: 'rejected', rows: numbers, handle, reasons: problems.list() };
  }
  return {
    kind: 'product',
    rows: numbers,
    handle,
    product,
    unstated: unstatedFields(first.columns),
    isStatusStated: rows.some(({ cells }) => cells.has('status')),
  };
}

/** Null, or a product of no use, once there are problems. */
function readProduct(
  slug: string,
  rows: readonly [ProductRow, ...ProductRow[]],
  context: ReadContext,
): ImportedProduct | null {
  const { problems } = context;
  checkWidths(rows, problems);
  const line = (field: Field) => productCell(rows, field, problems, oneLine) ?? null;
  const title = line('title');
  if (title === null) problems.addCell(rows[0], 'title', 'is empty');

  const withVariant = rows.filter(isVariantRow);
  const variantRows = withVariant.length > 0 ? withVariant : [rows[0]];
  const options = readOptions(rows, variantRows, context);
  const images = readImages(rows, context);
  const product: ImportedProduct = {
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

  const parsed = CreateProductInput.safeParse(withSkus(product));
  if (!parsed.success) {
    const imageRows = images.map(({ row }) => row);
    addIssues(problems, parsed.error.issues, { rows, variantRows, imageRows });
    return null;
  }
  const variants = parsed.data.variants.map((variant, index) => ({
    ...variant,
    sku: product.variants[index]?.sku ?? null,
  }));
  return { ...parsed.data, variants };
}

function checkWidths(rows: readonly ProductRow[], problems: Problems): void {
  for (const row of rows) {
    // Most likely a comma in a cell that lacks its quotes: what follows is in wrong columns.
    const { width } = row.columns;
    if (row.width > width) problems.add(row, `has ${row.width} cells, the header has ${width}`);
  }
}

/** Tags are compared without regard to case; the first spelling stays. */
function splitTags(text: string): string[] {
  const tags = new Map<string, string>();
  for (const part of text.split(',')) {
    const tag = part.trim();
    const key = tag.toLowerCase();
    if (tag !== '' && !tags.has(key)) tags.set(key, tag);
  }
  return [...tags.values()];
}

/** The product with a SKU for every variant, so that the contract's other rules can be checked. */
function withSkus(product: ImportedProduct): CreateProductInput {
  const taken = new Set(product.variants.flatMap(({ sku }) => sku ?? []));
  const variants = product.variants.map((variant) => {
    const sku = variant.sku ?? makeSku(product.slug, variant.optionValues, taken);
    taken.add(sku);
    return { ...variant, sku };
  });
  return { ...product, variants };
}
