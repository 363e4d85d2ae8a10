import { type CallOrigin, ShopError } from '@trastienda/shop-contract';
import type { ProductState, StoredProduct } from '@trastienda/shop-db';
import { omitUndefined } from '../base/omit-undefined.ts';
import type { CatalogDeps, CatalogService } from './catalog-service.ts';
import { toProductView } from './product-view.ts';
import { recordCatalogChange } from './record-catalog-change.ts';
import { requireShopCurrency } from './require-shop-currency.ts';
import { sanitizeProductHtml } from './sanitize-html.ts';
import { withLiveStock } from './with-stock.ts';
import { writeProducts } from './write-products.ts';

type EditCatalog = Pick<CatalogService, 'create' | 'update' | 'archive'>;

/** Creates the catalog's writes of single products. */
export function createEditCatalog(deps: CatalogDeps): EditCatalog {
  const { database, clock, currency } = deps;
  const { products } = database;

  const save = async (
    before: StoredProduct | null,
    after: ProductState,
    { requestId }: CallOrigin,
  ): Promise<StoredProduct> => {
    const cause = { at: after.updatedAt, requestId };
    const [written] = await writeProducts(deps, [{ before, after }], cause);
    if (written === undefined) throw new Error('A product was not written.');
    return written;
  };

  const record = (
    action: 'catalog.created' | 'catalog.updated' | 'catalog.archived',
    { id, slug, revision }: ProductState,
    origin: CallOrigin,
    facts: Readonly<Record<string, string>> = {},
  ) =>
    recordCatalogChange(
      deps,
      { action, subjectId: id, details: { slug, revision, ...facts } },
      origin,
    );

  const read = async (id: string): Promise<StoredProduct> => {
    const product = await products.find(id);
    if (product === null) throw new ShopError('PRODUCT_NOT_FOUND', { details: { product: id } });
    return product;
  };

  /** Applies changes of some fields and increments the revision. */
  const changed = (before: ProductState, changes: Partial<ProductState>): ProductState => ({
    ...before,
    ...changes,
    revision: before.revision + 1,
    updatedAt: clock.now(),
  });

  return {
    async create(input, origin) {
      requireShopCurrency(
        currency,
        input.variants.map((variant) => variant.price.currency),
      );
      const now = clock.now();
      const product: ProductState = {
        ...input,
        id: products.newId(),
        descriptionHtml: sanitizeProductHtml(input.descriptionHtml),
        revision: 1,
        createdAt: now,
        updatedAt: now,
      };
      return database.transaction(async () => {
        const created = await save(null, product, origin);
        await record('catalog.created', created, origin);
        return toProductView(created);
      });
    },

    async update({ id, revision, changes }, origin) {
      requireShopCurrency(
        currency,
        changes.variants?.map((variant) => variant.price.currency) ?? [],
      );
      return database.transaction(async () => {
        const before = await read(id);
        if (before.revision !== revision) {
          throw new ShopError('PRODUCT_REVISION_STALE');
        }
        const named = omitUndefined(changes);
        const fields = Object.keys(named);
        if (fields.length === 0) return toProductView(await withLiveStock(database, before));
        const { descriptionHtml, ...rest } = named;
        const updated = await save(
          before,
          changed(before, {
            ...rest,
            ...(descriptionHtml !== undefined && {
              descriptionHtml: sanitizeProductHtml(descriptionHtml),
            }),
          }),
          origin,
        );
        await record('catalog.updated', updated, origin, { fields: fields.join(',') });
        return toProductView(updated);
      });
    },

    archive({ id }, origin) {
      return database.transaction(async () => {
        const before = await read(id);
        if (before.status === 'archived')
          return toProductView(await withLiveStock(database, before));
        const archived = await save(before, changed(before, { status: 'archived' }), origin);
        await record('catalog.archived', archived, origin);
        return toProductView(archived);
      });
    },
  };
}
