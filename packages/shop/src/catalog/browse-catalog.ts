import type { Money } from '@trastienda/base';
import { mapPage } from '@trastienda/mongo';
import {
  type FacetsInput,
  type FacetsView,
  MAX_FACET_PRODUCTS,
  MAX_FACET_VALUES,
  ShopError,
} from '@trastienda/shop-contract';
import { type FacetCounts, FacetTally, type ProductSummaryState } from '@trastienda/shop-db';
import type { CatalogDeps, CatalogService } from './catalog-service.ts';
import { toProductSummary, toProductView } from './product-view.ts';
import { requireShopCurrency } from './require-shop-currency.ts';
import { withLiveStock } from './with-stock.ts';

type BrowseCatalog = Pick<CatalogService, 'list' | 'get' | 'facets' | 'staffList' | 'staffGet'>;

function toFacetsView(
  { total, inStock, values }: FacetCounts,
  price: FacetsView['price'],
  isComplete: boolean,
): FacetsView {
  return {
    total,
    inStock,
    tags: values.tag,
    vendors: values.vendor,
    productTypes: values.type,
    price,
    isComplete,
  };
}

function priceBoundsOf(products: readonly ProductSummaryState[]): FacetsView['price'] {
  const prices = products.map(({ minPrice: amount, currency }) => ({ amount, currency }));
  const [first] = prices;
  if (first === undefined) return null;
  const pick = (better: (a: Money, b: Money) => boolean) =>
    prices.reduce((best, price) => (better(price, best) ? price : best), first);
  return { min: pick((a, b) => a.amount < b.amount), max: pick((a, b) => a.amount > b.amount) };
}

/** Returns true when the filter excludes nothing. */
function isUnfiltered(filter: FacetsInput): boolean {
  return Object.values(filter).every((value) => value === undefined || value === false);
}

/** Creates the reads of the catalog. */
export function createBrowseCatalog({ database, currency }: CatalogDeps): BrowseCatalog {
  const { products, facets } = database;

  return {
    async list(input) {
      requireShopCurrency(currency, [input.price?.currency]);
      return mapPage(await products.list('active', input), toProductSummary);
    },

    async staffList(input) {
      requireShopCurrency(currency, [input.price?.currency]);
      return mapPage(await products.list(input.status, input), toProductSummary);
    },

    async get({ slug }) {
      const product = await products.findActive(slug);
      if (product === null)
        throw new ShopError('PRODUCT_NOT_FOUND', { details: { product: slug } });
      return toProductView(await withLiveStock(database, product));
    },

    async staffGet({ id }) {
      const product = await products.find(id);
      if (product === null) throw new ShopError('PRODUCT_NOT_FOUND', { details: { product: id } });
      return toProductView(await withLiveStock(database, product));
    },

    async facets(input) {
      requireShopCurrency(currency, [input.price?.currency]);
      if (isUnfiltered(input)) {
        const [counts, price] = await Promise.all([
          facets.read(MAX_FACET_VALUES),
          products.priceBounds('active'),
        ]);
        return toFacetsView(counts, price, true);
      }
      const sample = await products.sample('active', input, MAX_FACET_PRODUCTS + 1);
      const counted = sample.slice(0, MAX_FACET_PRODUCTS);
      const tally = new FacetTally();
      for (const product of counted) tally.add(product, 1);
      return toFacetsView(
        tally.counts(MAX_FACET_VALUES),
        priceBoundsOf(counted),
        sample.length === counted.length,
      );
    },
  };
}
