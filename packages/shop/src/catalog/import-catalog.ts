import { ShopError } from '@trastienda/contract';
import type { ReadProduct } from '../shopify-csv/imported-product.ts';
import { readShopifyProducts } from '../shopify-csv/read-shopify-products.ts';
import { surveyShopifyCsv } from '../shopify-csv/survey-shopify-csv.ts';
import type { CatalogDeps } from './catalog-deps.ts';
import type { CatalogService } from './catalog-service.ts';
import { ImportTally } from './import-report.ts';
import { ImportWriter } from './import-writer.ts';

/** How many products go into one transaction while nothing goes wrong. */
const CHUNK_SIZE = 50;

async function* inChunks<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let chunk: Item[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

const isFound = (read: ReadProduct) => read.kind === 'product';

/** The importing part of the catalogue. */
export function createImportCatalog(deps: CatalogDeps): Pick<CatalogService, 'import'> {
  return {
    async import(source, { onProgress, signal } = {}) {
      const survey = await surveyShopifyCsv(source);
      const tally = new ImportTally();
      const writer = new ImportWriter(deps, tally);
      let rows = 0;
      const reads = readShopifyProducts(source, survey, { currency: deps.currency });
      for await (const chunk of inChunks(reads, CHUNK_SIZE)) {
        if (signal?.aborted) throw new ShopError('REQUEST_CANCELLED', { cause: signal.reason });
        for (const read of chunk) {
          rows += read.rows.length;
          if (read.kind === 'rejected') tally.reject(read);
        }
        await writer.write(chunk.filter(isFound));
        onProgress?.({ rows, totalRows: survey.rows });
      }
      await writer.finish();
      return tally.report(survey.rows);
    },
  };
}
