import { type ImportReport, ShopError } from '@trastienda/shop-contract';
import { PLAIN_IMAGES } from '../media/image-library.ts';
import type { CatalogDeps, CatalogService } from './catalog-service.ts';
import type { ParsedProduct, ProductParseResult } from './csv/imported-product.ts';
import { readShopifyProducts } from './csv/read-shopify-products.ts';
import { surveyShopifyCsv } from './csv/survey-shopify-csv.ts';
import { ImportTally } from './import-report.ts';
import { ImportWriter } from './import-writer.ts';
import { recordCatalogChange } from './record-catalog-change.ts';
import { withStoredImages } from './store-images.ts';

/** Products per transaction while no conflict occurs. */
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

const isFound = (read: ProductParseResult) => read.kind === 'product';

/** Creates the import of the catalog. */
export function createImportCatalog(deps: CatalogDeps): Pick<CatalogService, 'import'> {
  const { images = PLAIN_IMAGES } = deps;
  const asStored = async (found: readonly ParsedProduct[]): Promise<ParsedProduct[]> => {
    const products = await withStoredImages(
      images,
      found.map(({ product }) => product),
    );
    return found.map((each, index) => ({ ...each, product: products[index] ?? each.product }));
  };
  return {
    async import(
      source,
      origin,
      { replaceVariants = false, onProgress, signal } = {},
    ): Promise<ImportReport> {
      const survey = await surveyShopifyCsv(source);
      const tally = new ImportTally();
      const writer = new ImportWriter(deps, tally, {
        ...{ survey, replaceVariants },
        requestId: origin.requestId,
      });
      const record = (isComplete: boolean) => {
        const details = { ...tally.counts, rows: survey.rows, isComplete };
        return recordCatalogChange(
          deps,
          { action: 'catalog.imported', subjectId: null, details },
          origin,
        );
      };
      try {
        let rows = 0;
        const reads = readShopifyProducts(source, survey, { currency: deps.currency });
        for await (const chunk of inChunks(reads, CHUNK_SIZE)) {
          if (signal?.aborted) throw new ShopError('REQUEST_CANCELLED', { cause: signal.reason });
          for (const read of chunk) {
            rows += read.rows.length;
            if (read.kind === 'rejected') tally.reject(read);
          }
          await writer.write(await asStored(chunk.filter(isFound)));
          onProgress?.({ rows, totalRows: survey.rows });
        }
        await writer.finish();
      } catch (error) {
        // When the log cannot be written either, the cause of the interruption is the better error.
        await record(false).catch(() => undefined);
        throw error;
      }
      await record(true);
      return tally.report(survey);
    },
  };
}
