import type { CsvSource } from '../../../base/csv/csv-source.ts';
import type { ImportedProduct, ReadProduct } from '../imported-product.ts';
import { readShopifyProducts } from '../read-shopify-products.ts';
import { surveyShopifyCsv } from '../survey-shopify-csv.ts';

interface CsvFormat {
  readonly delimiter?: string;
  readonly newline?: string;
  readonly isAllQuoted?: boolean;
}

/** A CSV whose columns are all that any row names, in the order in which they are first named. */
export function toCsv(rows: readonly Record<string, string>[], format: CsvFormat = {}): string {
  const { delimiter = ',', newline = '\n', isAllQuoted = false } = format;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (text: string) =>
    isAllQuoted || /["\r\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
  return lines.map((cells) => cells.map(cell).join(delimiter) + newline).join('');
}

/** A file with this content that arrives in pieces of at most `pieceBytes`. */
export function sourceOf(content: string | Uint8Array, pieceBytes = 7): CsvSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return async function* () {
    for (let start = 0; start < bytes.length; start += pieceBytes) {
      yield bytes.subarray(start, start + pieceBytes);
    }
  };
}

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
