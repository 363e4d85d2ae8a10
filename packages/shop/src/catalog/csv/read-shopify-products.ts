import type { CurrencyCode } from '@trastienda/base';
import type { CsvSource } from '../../base/csv/csv-source.ts';
import { assembleProduct } from './assemble-product.ts';
import type { ProductParseResult } from './imported-product.ts';
import { type ProductRow, productRows } from './product-row.ts';
import { ProductRows } from './product-rows.ts';
import type { CsvSurvey } from './survey-shopify-csv.ts';

export type { ProductParseResult } from './imported-product.ts';

/**
 * Parses the products of a surveyed file one at a time, with prices in the given currency. Products
 * come in file order, except that products with scattered rows come last. Every data row that is
 * not blank belongs to exactly one product or rejection; a rejection lists all problems of a
 * product.
 * @throws {ShopError} IMPORT_FILE_INVALID as the survey does.
 */
export async function* readShopifyProducts(
  source: CsvSource,
  survey: Pick<CsvSurvey, 'scatteredHandles'>,
  options: { readonly currency: CurrencyCode },
): AsyncGenerator<ProductParseResult, void, undefined> {
  const { currency } = options;
  const scattered = new Map<string, ProductRows>();
  let current: ProductRows | undefined;
  for await (const row of productRows(source)) {
    if (current !== undefined && current.key === row.key) {
      current.add(row);
      continue;
    }
    if (current !== undefined) yield assembleProduct(current, currency);
    current = undefined;
    if (row.key === null) yield withoutHandle(row);
    else if (survey.scatteredHandles.has(row.key)) gather(scattered, row.key, row);
    else current = new ProductRows(row.key, row);
  }
  if (current !== undefined) yield assembleProduct(current, currency);
  for (const gathered of scattered.values()) yield assembleProduct(gathered, currency);
}

function gather(scattered: Map<string, ProductRows>, key: string, row: ProductRow): void {
  const gathered = scattered.get(key);
  if (gathered === undefined) scattered.set(key, new ProductRows(key, row));
  else gathered.add(row);
}

function withoutHandle(row: ProductRow): ProductParseResult {
  const reason = `row ${row.number}: ${row.columns.nameOf('handle')} is empty`;
  return { kind: 'rejected', rows: [row.number], handle: null, reasons: [reason] };
}
