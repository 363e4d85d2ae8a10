import { mapPage, type Page } from '@trastienda/mongo';
import {
  type ListProductsInput,
  type ProductStatus,
  ShopError,
  type StaffProductPage,
  type StaffProductView,
} from '@trastienda/shop-contract';
import type { ProductState, ProductSummaryState } from '@trastienda/shop-db';
import { PLAIN_IMAGES } from '../media/image-library.ts';
import { createDatabaseSearch } from '../search/database-search.ts';
import type { CatalogDeps, CatalogService } from './catalog-service.ts';
import { imageUrlsOf, toProductSummary, toProductView } from './product-view.ts';
import { requireShopCurrency } from './require-shop-currency.ts';
import { withLiveStock } from './with-stock.ts';

type BrowseCatalog = Pick<
  CatalogService,
  'list' | 'get' | 'facets' | 'suggest' | 'staffList' | 'staffGet'
>;

/** Creates the reads of the catalog. */
export function createBrowseCatalog({
  database,
  currency,
  images = PLAIN_IMAGES,
  search = createDatabaseSearch({ database }),
}: CatalogDeps): BrowseCatalog {
  const { products } = database;

  const summarize = async (page: Page<ProductSummaryState>): Promise<StaffProductPage> => {
    const urls = page.items.flatMap(({ image }) => (image === null ? [] : [image.url]));
    const describe = await images.describe(urls);
    return mapPage(page, (product) => toProductSummary(product, describe));
  };

  const view = async (product: ProductState): Promise<StaffProductView> => {
    const describe = await images.describe(imageUrlsOf(product));
    return toProductView(product, describe);
  };

  const listed = async (status: ProductStatus, input: ListProductsInput) => {
    requireShopCurrency(currency, [input.price?.currency]);
    const { search: text } = input;
    return summarize(
      text === undefined
        ? await products.list(status, input)
        : await search.list(status, { ...input, search: text }),
    );
  };

  return {
    list: (input) => listed('active', input),

    staffList: (input) => listed(input.status, input),

    async get({ slug }) {
      const product = await products.findActive(slug);
      if (product === null)
        throw new ShopError('PRODUCT_NOT_FOUND', { details: { product: slug } });
      return view(product);
    },

    async staffGet({ id }) {
      const product = await products.find(id);
      if (product === null) throw new ShopError('PRODUCT_NOT_FOUND', { details: { product: id } });
      return view(await withLiveStock(database, product));
    },

    async suggest({ text, limit }) {
      const { products: found, values } = await search.suggest(text, limit);
      const { items } = await summarize({ items: [...found], nextCursor: null });
      return {
        products: items,
        values: values.map(({ kind, value }) => ({
          filter: kind === 'type' ? 'productType' : kind,
          value,
        })),
      };
    },

    async facets(input) {
      requireShopCurrency(currency, [input.price?.currency]);
      return search.facets(input);
    },
  };
}
