import type { CsvSource } from '../../../base/csv/csv-source.ts';
import { sourceOf, toCsv } from '../../../base/csv/testing/csv-text.ts';
import type { ImportedProduct, ProductParseResult } from '../imported-product.ts';
import { readShopifyProducts } from '../read-shopify-products.ts';
import { surveyShopifyCsv } from '../survey-shopify-csv.ts';

/** Runs both passes over a file. */
export async function readAll(source: CsvSource, currency = 'EUR'): Promise<ProductParseResult[]> {
  const survey = await surveyShopifyCsv(source);
  const products: ProductParseResult[] = [];
  for await (const product of readShopifyProducts(source, survey, { currency })) {
    products.push(product);
  }
  return products;
}

/** Returns the only product of a file; fails with the reasons of a rejection. */
export async function readOne(
  rows: readonly Record<string, string>[],
  currency = 'EUR',
): Promise<ImportedProduct> {
  const [only, ...others] = await readAll(sourceOf(toCsv(rows)), currency);
  if (only === undefined || others.length > 0) throw new Error('there is not just one product');
  if (only.kind === 'rejected') throw new Error(only.reasons.join('\n'));
  return only.product;
}

/** Returns the reasons for rejecting the only product of a file; empty when it is accepted. */
export async function reasonsOf(
  rows: readonly Record<string, string>[],
  currency = 'EUR',
): Promise<string[]> {
  const products = await readAll(sourceOf(toCsv(rows)), currency);
  return products.flatMap((product) => (product.kind === 'rejected' ? product.reasons : []));
}
