import type { Money } from '@trastienda/base';
import { mapPage, type Page } from '@trastienda/mongo';
import {
  type FacetsInput,
  type FacetsView,
  facetFilters,
  isNarrowed,
  MAX_FACET_PRODUCTS,
  MAX_FACET_VALUES,
  ShopError,
  type StaffProductPage,
  type StaffProductView,
} from '@trastienda/shop-contract';
import {
  type FacetCounts,
  FacetTally,
  type ProductSummaryState,
  type StoredProduct,
} from '@trastienda/shop-db';
import { PLAIN_IMAGES } from '../media/image-library.ts';
import type { CatalogDeps, CatalogService } from './catalog-service.ts';
import { imageUrlsOf, toProductSummary, toProductView } from './product-view.ts';
import { requireShopCurrency } from './require-shop-currency.ts';
import { withLiveStock } from './with-stock.ts';

type BrowseCatalog = Pick<CatalogService, 'list' | 'get' | 'facets' | 'staffList' | 'staffGet'>;

function priceBoundsOf(products: readonly ProductSummaryState[]): FacetsView['price'] {
  const prices = products.map(({ minPrice: amount, currency }) => ({ amount, currency }));
  const [first] = prices;
  if (first === undefined) return null;
  const pick = (better: (a: Money, b: Money) => boolean) =>
    prices.reduce((best, price) => (better(price, best) ? price : best), first);
  return { min: pick((a, b) => a.amount < b.amount), max: pick((a, b) => a.amount > b.amount) };
}

/** Counts under one filter. */
interface CountedFacets extends FacetCounts {
  readonly price: FacetsView['price'];
  /** False when there are more products than are counted. */
  readonly isComplete: boolean;
}

/** Creates the reads of the catalog. */
export function createBrowseCatalog({
  database,
  currency,
  images = PLAIN_IMAGES,
}: CatalogDeps): BrowseCatalog {
  const { products, facets } = database;

  const summarize = async (page: Page<ProductSummaryState>): Promise<StaffProductPage> => {
    const urls = page.items.flatMap(({ image }) => (image === null ? [] : [image.url]));
    const describe = await images.describe(urls);
    return mapPage(page, (product) => toProductSummary(product, describe));
  };

  const view = async (product: StoredProduct): Promise<StaffProductView> => {
    const describe = await images.describe(imageUrlsOf(product));
    return toProductView(await withLiveStock(database, product), describe);
  };

  const countFacets = async (filter: FacetsInput): Promise<CountedFacets> => {
    if (!isNarrowed(filter)) {
      const [counts, price] = await Promise.all([
        facets.read(MAX_FACET_VALUES),
        products.priceBounds('active'),
      ]);
      return { ...counts, price, isComplete: true };
    }
    const sample = await products.sample('active', filter, MAX_FACET_PRODUCTS + 1);
    const counted = sample.slice(0, MAX_FACET_PRODUCTS);
    const tally = new FacetTally();
    for (const product of counted) tally.add(product, 1);
    return {
      ...tally.counts(MAX_FACET_VALUES),
      price: priceBoundsOf(counted),
      isComplete: sample.length === counted.length,
    };
  };

  return {
    async list(input) {
      requireShopCurrency(currency, [input.price?.currency]);
      return summarize(await products.list('active', input));
    },

    async staffList(input) {
      requireShopCurrency(currency, [input.price?.currency]);
      return summarize(await products.list(input.status, input));
    },

    async get({ slug }) {
      const product = await products.findActive(slug);
      if (product === null)
        throw new ShopError('PRODUCT_NOT_FOUND', { details: { product: slug } });
      return view(product);
    },

    async staffGet({ id }) {
      const product = await products.find(id);
      if (product === null) throw new ShopError('PRODUCT_NOT_FOUND', { details: { product: id } });
      return view(product);
    },

    async facets(input) {
      requireShopCurrency(currency, [input.price?.currency]);
      const filters = facetFilters(input);
      const counting = new Map<FacetsInput, Promise<CountedFacets>>();
      for (const filter of [input, ...Object.values(filters)]) {
        if (!counting.has(filter)) counting.set(filter, countFacets(filter));
      }
      const counts = new Map(
        await Promise.all(
          [...counting].map(async ([filter, counted]) => [filter, await counted] as const),
        ),
      );
      const countsOf = (filter: FacetsInput): CountedFacets => {
        const found = counts.get(filter);
        if (found === undefined) throw new Error('The facets were not counted.');
        return found;
      };
      return {
        total: countsOf(input).total,
        inStock: countsOf(filters.inStock).inStock,
        tags: countsOf(filters.tag).values.tag,
        vendors: countsOf(filters.vendor).values.vendor,
        productTypes: countsOf(filters.productType).values.type,
        price: countsOf(filters.price).price,
        isComplete: [...counts.values()].every(({ isComplete }) => isComplete),
      };
    },
  };
}
