import { type CallOrigin, ShopError, type StaffProductView } from '@trastienda/shop-contract';
import type { ProductState, StoredProduct } from '@trastienda/shop-db';
import { omitUndefined } from '../base/omit-undefined.ts';
import { PLAIN_IMAGES } from '../media/image-library.ts';
import type { CatalogDeps, CatalogService } from './catalog-service.ts';
import { imageUrlsOf, toProductView } from './product-view.ts';
import { recordCatalogChange } from './record-catalog-change.ts';
import { requireShopCurrency } from './require-shop-currency.ts';
import { sanitizeProductHtml } from './sanitize-html.ts';
import { withStoredImages } from './store-images.ts';
import { withLiveStock } from './with-stock.ts';
import { writeProducts } from './write-products.ts';

type EditCatalog = Pick<CatalogService, 'create' | 'update' | 'archive'>;

/** Creates the catalog's writes of single products. */
export function createEditCatalog(deps: CatalogDeps): EditCatalog {
  const { database, clock, currency, images = PLAIN_IMAGES } = deps;
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

  const view = async (product: ProductState): Promise<StaffProductView> =>
    toProductView(product, await images.describe(imageUrlsOf(product)));

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
      const [stored = input] = await withStoredImages(images, [input]);
      const product: ProductState = {
        ...stored,
        id: products.newId(),
        descriptionHtml: sanitizeProductHtml(input.descriptionHtml),
        revision: 1,
        createdAt: now,
        updatedAt: now,
      };
      return database.transaction(async () => {
        const created = await save(null, product, origin);
        await record('catalog.created', created, origin);
        return view(created);
      });
    },

    async update({ id, revision, changes }, origin) {
      requireShopCurrency(
        currency,
        changes.variants?.map((variant) => variant.price.currency) ?? [],
      );
      const [stored = changes] = await withStoredImages(images, [changes]);
      return database.transaction(async () => {
        const before = await read(id);
        if (before.revision !== revision) {
          throw new ShopError('PRODUCT_REVISION_STALE');
        }
        const named = omitUndefined(stored);
        const fields = Object.keys(named);
        if (fields.length === 0) return view(await withLiveStock(database, before));
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
        return view(updated);
      });
    },

    archive({ id }, origin) {
      return database.transaction(async () => {
        const before = await read(id);
        if (before.status === 'archived') return view(await withLiveStock(database, before));
        const archived = await save(before, changed(before, { status: 'archived' }), origin);
        await record('catalog.archived', archived, origin);
        return view(archived);
      });
    },
  };
}
