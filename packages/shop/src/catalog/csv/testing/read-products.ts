import type { CsvSource } from '../../../base/csv/csv-source.ts';
import { sourceOf, toCsv } from '../../../base/csv/testing/csv-text.ts';
import type { ImportedProduct, ReadProduct } from '../imported-product.ts';
import { readShopifyProducts } from '../read-shopify-products.ts';
import { surveyShopifyCsv } from '../survey-shopify-csv.ts';

/** Both passes over a file. */
export async function readAll(source: CsvSource, currency = 'EUR'): Promise<ReadProduct[]> {
  const survey = await surveyShopifyCsv(source);
  const products: ReadProduct[] = [];
  for await (const product of readShopifyProducts(source, survey, { currency })) {
    products.push(product);
  }
  return products;
}

/** The one product of a file; fails with its reasons when it is rejected. */
export async function readOne(
  rows: readonly Record<string, string>[],
  currency = 'EUR',
): Promise<ImportedProduct> {
  const [only, ...others] = await readAll(sourceOf(toCsv(rows)), currency);
  if (only === undefined || others.length > 0) throw new Error('there is not just one product');
  if (only.kind === 'rejected') throw new Error(only.reasons.join('\n'));
  return only.product;
}

/** Why the one product of a file is rejected; empty when it is not. */
export async function reasonsOf(
  rows: readonly Record<string, string>[],
  currency = 'EUR',
): Promise<string[]> {
  const products = await readAll(sourceOf(toCsv(rows)), currency);
  return products.flatMap((product) => (product.kind === 'rejected' ? product.reasons : []));
}
