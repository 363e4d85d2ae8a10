import { ShopError, type StaffProductView } from '@trastienda/contract';
import type { ProductState, StockCause } from '@trastienda/db';
import type { FoundProduct } from '../shopify-csv/imported-product.ts';
import type { CatalogDeps } from './catalog-deps.ts';
import type { ImportTally } from './import-report.ts';
import { mergeImport, mergeObjection } from './merge-import.ts';
import { type ProductChange, writeProducts } from './write-products.ts';

interface PlannedChange extends ProductChange {
  readonly source: FoundProduct;
}

/** A product of the shop that the file names too. */
interface ExistingProduct {
  readonly view: StaffProductView;
  /** Whether all of its SKUs have stock. */
  readonly hasStock: boolean;
}

const writtenAgain = (product: StaffProductView, updatedAt: string): ProductState => ({
  ...product,
  revision: product.revision + 1,
  updatedAt,
});

/** Whether a failure is about the product alone, so that the next one may still succeed. */
function isAboutProduct(error: unknown): error is ShopError {
  return error instanceof ShopError && !error.definition.retryable && error.reason !== 'INTERNAL';
}

/** Attempts for one product: somebody else may change it, or take a made SKU, in between. */
const MAX_ATTEMPTS = 3;

/** Writes the products of a file, many at once where it can, each on its own where it must. */
export class ImportWriter {
  readonly #deps: CatalogDeps;
  readonly #tally: ImportTally;
  readonly #requestId: string | null;
  /** Products whose SKU another one has: a later row of the file may take it from that one. */
  #postponed: FoundProduct[] = [];

  constructor(deps: CatalogDeps, tally: ImportTally, requestId: string | null) {
    this.#deps = deps;
    this.#tally = tally;
    this.#requestId = requestId;
  }

  async write(found: readonly FoundProduct[]): Promise<void> {
    // A file of nothing but mistakes need not ask the database.
    if (found.length === 0) return;
    const existing = await this.#read(found);
    const changes = found.flatMap(
      (source) => this.#plan(source, existing.get(source.product.slug)) ?? [],
    );
    if (changes.length === 0) return;
    try {
      await writeProducts(this.#deps, changes, this.#cause());
      for (const { before } of changes) this.#tally.count(before === null ? 'created' : 'updated');
    } catch (error) {
      if (!isAboutProduct(error)) throw error;
      for (const { source } of changes) {
        if (!(await this.#writeAlone(source, true))) this.#postponed.push(source);
      }
    }
  }

  /** Tries what was postponed again, as long as that gets any further; then rejects the rest. */
  async finish(): Promise<void> {
    let waiting = this.#postponed;
    let hasProgress = true;
    while (waiting.length > 0) {
      const stuck: FoundProduct[] = [];
      for (const source of waiting) {
        if (!(await this.#writeAlone(source, hasProgress))) stuck.push(source);
      }
      hasProgress = stuck.length < waiting.length;
      waiting = stuck;
    }
  }

  #cause(): StockCause {
    return { at: this.#deps.clock.now(), requestId: this.#requestId };
  }

  /** What the shop has of these products, by slug. */
  async #read(found: readonly FoundProduct[]): Promise<Map<string, ExistingProduct>> {
    const { products, stock } = this.#deps.database;
    const views = await products.findBySlugs(found.map(({ product }) => product.slug));
    const skus = views.flatMap(({ variants }) => variants.map(({ sku }) => sku));
    const stocked = new Set((await stock.find(skus)).map(({ sku }) => sku));
    return new Map(
      views.map((view) => {
        const hasStock = view.variants.every(({ sku }) => stocked.has(sku));
        return [view.slug, { view, hasStock }];
      }),
    );
  }

  /** What a product is to become; null, and counted, when there is nothing to write. */
  #plan(
    source: FoundProduct,
    existing: ExistingProduct | undefined,
    refusedSkus?: ReadonlySet<string>,
  ): PlannedChange | null {
    const { rows, handle } = source;
    const before = existing?.view ?? null;
    const objection = mergeObjection(source, before);
    if (objection !== null) {
      this.#tally.reject({ rows, handle, reasons: [objection] });
      return null;
    }
    const { clock, database } = this.#deps;
    const fresh = { id: database.products.newId(), now: clock.now().toISOString() };
    const after =
      mergeImport(source, before, fresh, refusedSkus) ??
      // Written before stock was counted, a product has none until it is written again.
      (existing?.hasStock === false ? writtenAgain(existing.view, fresh.now) : null);
    if (after === null) {
      this.#tally.count('unchanged');
      return null;
    }
    return { source, before, after };
  }

  /**
   * Reads, merges and writes one product. False when another product has one of its SKUs and
   * `mayWait` says that this may change; everything else is counted.
   */
  async #writeAlone(source: FoundProduct, mayWait: boolean): Promise<boolean> {
    const refusedSkus = new Set<string>();
    for (let attempt = 1; ; attempt += 1) {
      const existing = (await this.#read([source])).get(source.product.slug);
      const change = this.#plan(source, existing, refusedSkus);
      if (change === null) return true;
      try {
        await writeProducts(this.#deps, [change], this.#cause());
        this.#tally.count(change.before === null ? 'created' : 'updated');
        return true;
      } catch (error) {
        if (!isAboutProduct(error)) throw error;
        const isSkuTaken = error.reason === 'VARIANT_SKU_TAKEN';
        const stated = new Set(source.product.variants.flatMap(({ sku }) => sku ?? []));
        const isOwnSku = isSkuTaken && stated.has(String(error.details.sku));
        if (isOwnSku && mayWait) return false;
        if (isOwnSku || attempt === MAX_ATTEMPTS) {
          const { rows, handle } = source;
          this.#tally.reject({ rows, handle, reasons: [error.message] });
          return true;
        }
        // A made SKU gives way to whoever has it already.
        if (isSkuTaken) for (const { sku } of change.after.variants) refusedSkus.add(sku);
      }
    }
  }
}
