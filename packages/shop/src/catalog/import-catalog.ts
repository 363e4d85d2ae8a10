import { ShopError, type StaffProductView } from '@trastienda/contract';
import type { ReadProduct } from '../shopify-csv/imported-product.ts';
import { readShopifyProducts } from '../shopify-csv/read-shopify-products.ts';
import { surveyShopifyCsv } from '../shopify-csv/survey-shopify-csv.ts';
import type { CatalogDeps } from './catalog-deps.ts';
import type { CatalogService } from './catalog-service.ts';
import { ImportTally } from './import-report.ts';
import { mergeImport } from './merge-import.ts';
import { type ProductChange, writeProducts } from './write-products.ts';

/** How many products go into one transaction while nothing goes wrong. */
const CHUNK_SIZE = 50;

type FoundProduct = Extract<ReadProduct, { kind: 'product' }>;

interface PlannedChange extends ProductChange {
  readonly source: FoundProduct;
}

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

/** Whether a failure is about the product alone, so that the next one may still succeed. */
function isAboutProduct(error: unknown): error is ShopError {
  return error instanceof ShopError && !error.definition.retryable && error.reason !== 'INTERNAL';
}

/** The importing part of the catalogue. */
export function createImportCatalog(deps: CatalogDeps): Pick<CatalogService, 'import'> {
  const { database, clock, currency } = deps;
  const { products } = database;

  const plan = (source: FoundProduct, before: StaffProductView | null): PlannedChange | null => {
    const fresh = { id: products.newId(), now: clock.now().toISOString() };
    const after = mergeImport(source.product, before, fresh);
    return after && { source, before, after };
  };

  /** Writes one product; one that somebody else changed meanwhile is read and planned again. */
  const writeOne = async (change: PlannedChange, tally: ImportTally): Promise<void> => {
    try {
      await writeProducts(deps, [change]);
      tally.count(change.before === null ? 'created' : 'updated');
    } catch (error) {
      if (!isAboutProduct(error)) throw error;
      const { rows, handle, product } = change.source;
      if (error.reason === 'VARIANT_SKU_TAKEN') {
        tally.reject({ rows, handle, reasons: [error.message] });
        return;
      }
      const [before = null] = await products.findBySlugs([product.slug]);
      const again = plan(change.source, before);
      if (again === null) {
        tally.count('unchanged');
        return;
      }
      await writeProducts(deps, [again]).then(
        () => tally.count(before === null ? 'created' : 'updated'),
        (second: unknown) => {
          if (!isAboutProduct(second)) throw second;
          tally.reject({ rows, handle, reasons: [second.message] });
        },
      );
    }
  };

  /** Writes a chunk at once, or, where one product spoils that, each on its own. */
  const writeChunk = async (changes: PlannedChange[], tally: ImportTally): Promise<void> => {
    if (changes.length === 0) return;
    try {
      await writeProducts(deps, changes);
      for (const { before } of changes) tally.count(before === null ? 'created' : 'updated');
    } catch (error) {
      if (!isAboutProduct(error)) throw error;
      for (const change of changes) await writeOne(change, tally);
    }
  };

  return {
    async import(source, { onProgress, signal } = {}) {
      const survey = await surveyShopifyCsv(source);
      const tally = new ImportTally();
      let rows = 0;

      const reads = readShopifyProducts(source, survey, { currency });
      for await (const chunk of inChunks(reads, CHUNK_SIZE)) {
        if (signal?.aborted) throw new ShopError('REQUEST_CANCELLED', { cause: signal.reason });
        const found: FoundProduct[] = [];
        for (const read of chunk) {
          rows += read.rows.length;
          if (read.kind === 'product') found.push(read);
          else tally.reject({ rows: read.rows, handle: read.handle, reasons: read.reasons });
        }
        const existing = await products.findBySlugs(found.map(({ product }) => product.slug));
        const bySlug = new Map(existing.map((product) => [product.slug, product]));
        const changes: PlannedChange[] = [];
        for (const read of found) {
          const change = plan(read, bySlug.get(read.product.slug) ?? null);
          if (change === null) tally.count('unchanged');
          else changes.push(change);
        }
        await writeChunk(changes, tally);
        onProgress?.({ rows, totalRows: survey.rows });
      }
      return tally.report(survey.rows);
    },
  };
}
