import { ShopError, type StaffProductView } from '@trastienda/contract';
import type { ProductState } from '@trastienda/db';
import type { CatalogDeps } from './catalog-deps.ts';
import type { CatalogService } from './catalog-service.ts';
import { checkCurrency } from './check-currency.ts';
import { sanitiseHtml } from './sanitise-html.ts';
import { writeProducts } from './write-products.ts';

type EditCatalog = Pick<CatalogService, 'create' | 'update' | 'archive'>;

/** Leaves out what is undefined, so that spreading the rest overwrites nothing with it. */
function definedOf<Fields extends object>(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
  };
}

/** The writing half of the catalogue, a product at a time. */
export function createEditCatalog(deps: CatalogDeps): EditCatalog {
  const { database, clock, currency } = deps;
  const { products } = database;

  const save = async (
    before: StaffProductView | null,
    after: ProductState,
  ): Promise<StaffProductView> => {
    const [view] = await writeProducts(deps, [{ before, after }]);
    if (view === undefined) throw new Error('A written product has no view.');
    return view;
  };

  const read = async (id: string): Promise<StaffProductView> => {
    const product = await products.find(id);
    if (product === null) throw new ShopError('PRODUCT_NOT_FOUND', { details: { id } });
    return product;
  };

  /** What a product is after a change of some of its fields. */
  const changed = (before: StaffProductView, changes: Partial<ProductState>): ProductState => ({
    ...before,
    ...changes,
    revision: before.revision + 1,
    updatedAt: clock.now().toISOString(),
  });

  return {
    async create(input) {
      checkCurrency(
        currency,
        input.variants.map((variant) => variant.price.currency),
      );
      const now = clock.now().toISOString();
      return save(null, {
        ...input,
        id: products.newId(),
        descriptionHtml: sanitiseHtml(input.descriptionHtml),
        revision: 1,
        createdAt: now,
        updatedAt: now,
      });
    },

    async update({ id, revision, changes }) {
      checkCurrency(currency, changes.variants?.map((variant) => variant.price.currency) ?? []);
      return database.transaction(async () => {
        const before = await read(id);
        if (before.revision !== revision) {
          throw new ShopError('PRODUCT_REVISION_STALE', {
            details: { id, revision: before.revision },
          });
        }
        const { descriptionHtml, ...rest } = definedOf(changes);
        if (descriptionHtml === undefined && Object.keys(rest).length === 0) return before;
        return save(
          before,
          changed(before, {
            ...rest,
            ...(descriptionHtml !== undefined && {
              descriptionHtml: sanitiseHtml(descriptionHtml),
            }),
          }),
        );
      });
    },

    archive({ id }) {
      return database.transaction(async () => {
        const before = await read(id);
        if (before.status === 'archived') return before;
        return save(before, changed(before, { status: 'archived' }));
      });
    },
  };
}
