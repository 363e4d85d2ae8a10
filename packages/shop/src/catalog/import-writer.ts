import type { ChangeContext } from '@trastienda/mongo';
import { isShopError, isVariantInStock, type ShopError } from '@trastienda/shop-contract';
import type { ProductState } from '@trastienda/shop-db';
import { findByHandles, type ProductsByHandle } from '../base/find-by-handles.ts';
import type { CatalogDeps } from './catalog-service.ts';
import type { ParsedProduct } from './csv/imported-product.ts';
import { distinctSlug } from './csv/slug-of-handle.ts';
import type { CsvSurvey } from './csv/survey-shopify-csv.ts';
import type { ImportedOutcome, ImportTally } from './import-report.ts';
import { mergeImport } from './merge-import.ts';
import { type ProductChange, writeProducts } from './write-products.ts';

/** Dependencies and options of the import's writer. */
export interface ImportWriterOptions {
  readonly survey: CsvSurvey;
  readonly requestId: string | null;
  /** True to remove variants that the file does not name. */
  readonly replaceVariants: boolean;
}

interface PlannedChange extends ProductChange {
  readonly source: ParsedProduct;
  /** Counted after the write has committed. */
  readonly outcome: ImportedOutcome;
}

/** The shop's stored products and stock for a chunk of the file. */
interface Existing extends Pick<ProductsByHandle, 'byKey' | 'bySlug'> {
  hasStock(sku: string): boolean;
}

const writtenAgain = (product: ProductState, updatedAt: Date): ProductState => ({
  ...product,
  revision: product.revision + 1,
  updatedAt,
});

/** Returns true when a failure concerns this product only, so that the next one may succeed. */
function isAboutProduct(error: unknown): error is ShopError {
  return isShopError(error) && !error.definition.retryable && error.reason !== 'INTERNAL';
}

/**
 * Maximum attempts per product: another writer may change it, or take a generated SKU, in between.
 */
const MAX_ATTEMPTS = 3;

/** Writes the products of a file: in batches, or one by one after a conflict. */
export class ImportWriter {
  readonly #deps: CatalogDeps;
  readonly #tally: ImportTally;
  readonly #options: ImportWriterOptions;
  /** Products whose SKU belongs to another product: a later row of the file may free it. */
  #postponed: ParsedProduct[] = [];

  constructor(deps: CatalogDeps, tally: ImportTally, options: ImportWriterOptions) {
    this.#deps = deps;
    this.#tally = tally;
    this.#options = options;
  }

  async write(found: readonly ParsedProduct[]): Promise<void> {
    // A batch of rejections only needs no database access.
    if (found.length === 0) return;
    const existing = await this.#read(found);
    const changes = found.flatMap((source) => this.#plan(source, existing) ?? []);
    if (changes.length === 0) return;
    try {
      await writeProducts(this.#deps, changes, this.#context());
      for (const { outcome } of changes) this.#tally.count(outcome);
    } catch (error) {
      if (!isAboutProduct(error)) throw error;
      for (const { source } of changes) {
        if (!(await this.#writeAlone(source, true))) this.#postponed.push(source);
      }
    }
  }

  /** Retries postponed products while that makes progress; then rejects the rest. */
  async finish(): Promise<void> {
    let waiting = this.#postponed;
    let hasProgress = true;
    while (waiting.length > 0) {
      const stuck: ParsedProduct[] = [];
      for (const source of waiting) {
        if (!(await this.#writeAlone(source, hasProgress))) stuck.push(source);
      }
      hasProgress = stuck.length < waiting.length;
      waiting = stuck;
    }
  }

  #context(): ChangeContext {
    return { at: this.#deps.clock.now(), requestId: this.#options.requestId };
  }

  async #read(found: readonly ParsedProduct[]): Promise<Existing> {
    const { database } = this.#deps;
    const keys = found.map(({ key }) => key);
    const slugs = found.map(({ product }) => product.slug);
    const { products, byKey, bySlug } = await findByHandles(database, keys, slugs);
    const skus = new Set(products.flatMap(({ variants }) => variants.map(({ sku }) => sku)));
    const stocked = new Set((await database.stock.find([...skus])).map(({ sku }) => sku));
    return { byKey, bySlug, hasStock: (sku) => stocked.has(sku) };
  }

  /** Plans the write of a product; returns null, and counts the product, when nothing changes. */
  #plan(
    source: ParsedProduct,
    existing: Existing,
    refusedSkus: ReadonlySet<string> = new Set(),
  ): PlannedChange | null {
    const { rows, handle, key } = source;
    const { survey, replaceVariants } = this.#options;
    const before = existing.byKey(key) ?? null;
    const { clock, database } = this.#deps;
    const now = clock.now();
    const merged = mergeImport(source, before, {
      ...{ id: database.products.newId(), now, slug: this.#newSlug(source, existing) },
      ...{ skus: survey.skus, refusedSkus, replaceVariants },
    });
    if (merged.kind === 'rejected') {
      this.#tally.reject({ rows, handle, reasons: merged.reasons });
      return null;
    }
    // A product from before stock was counted has no stock until it is written again.
    const lacksStock = before?.variants.some(({ sku }) => !existing.hasStock(sku)) === true;
    const after =
      merged.product ?? (before !== null && lacksStock ? writtenAgain(before, now) : null);
    const { slug, variants } = after ?? before ?? never();
    const opened = variants.filter(({ sku }) => !existing.hasStock(sku));
    const outcome: ImportedOutcome = {
      outcome: after === null ? 'unchanged' : before === null ? 'created' : 'updated',
      stock: {
        opened: opened.length,
        openedSoldOut: opened.filter(({ inventory }) => !isVariantInStock(inventory)).length,
        openedUntracked: opened.filter(({ inventory }) => !inventory.isTracked).length,
        unchanged: variants.length - opened.length,
      },
      kept: merged.kept,
      derived: merged.derived.map((each) => ({ handle, ...each })),
      changedHandle: slug === key ? null : { handle, slug },
    };
    if (after !== null) return { source, before, after, outcome };
    this.#tally.count(outcome);
    return null;
  }

  /** Chooses the slug of a new product. */
  #newSlug({ key, product: { slug } }: ParsedProduct, existing: Existing): string {
    const isTaken = existing.bySlug(slug) !== undefined;
    return isTaken || this.#options.survey.ambiguousHandles.has(key) ? distinctSlug(key) : slug;
  }

  /** Returns the SKUs of a product that belong to other products. */
  async #takenSkus({ after: { id, variants } }: PlannedChange): Promise<string[]> {
    const skus = variants.map(({ sku }) => sku);
    const owners = await this.#deps.database.products.findSkuOwners(skus);
    return [...owners].flatMap(([sku, owner]) => (owner === id ? [] : sku));
  }

  /**
   * Reads, merges and writes one product. Returns false when another product has one of its SKUs
   * and `mayWait` is true; every other outcome is counted.
   */
  async #writeAlone(source: ParsedProduct, mayWait: boolean): Promise<boolean> {
    const refusedSkus = new Set<string>();
    for (let attempt = 1; ; attempt += 1) {
      const change = this.#plan(source, await this.#read([source]), refusedSkus);
      if (change === null) return true;
      try {
        await writeProducts(this.#deps, [change], this.#context());
        this.#tally.count(change.outcome);
        return true;
      } catch (error) {
        if (!isAboutProduct(error)) throw error;
        const taken = isShopError(error, 'VARIANT_SKU_TAKEN') ? error.details : null;
        const stated = new Set(source.product.variants.flatMap(({ sku }) => sku ?? []));
        const isOwnSku = taken !== null && taken.sku !== null && stated.has(taken.sku);
        if (isOwnSku && mayWait) return false;
        if (isOwnSku || attempt === MAX_ATTEMPTS) {
          const { rows, handle } = source;
          this.#tally.reject({ rows, handle, reasons: [error.message] });
          return true;
        }
        // A generated SKU yields to a product that already has it.
        if (taken !== null) {
          for (const sku of await this.#takenSkus(change)) refusedSkus.add(sku);
        }
      }
    }
  }
}

function never(): never {
  throw new Error('The product is neither new nor known.');
}
