import type { Money } from '@trastienda/base';
import {
  type FacetsInput,
  type FacetsView,
  facetFilters,
  isNarrowed,
  listSortOf,
  MAX_FACET_PRODUCTS,
  MAX_FACET_VALUES,
  type ProductStatus,
} from '@trastienda/shop-contract';
import {
  type Database,
  type FacetCounts,
  FacetTally,
  type ProductSummaryState,
} from '@trastienda/shop-db';
import { ProductIndex } from './index/product-index.ts';
import { planSearch } from './index/search-plan.ts';
import type { SearchIndex, SearchQuery } from './search-index.ts';

export interface DatabaseSearchDeps {
  readonly database: Pick<Database, 'products' | 'facets'>;
}

/** Products that are ranked: the first ones in title order that have the words. */
const MAX_RANKED = 300;

/** How long the database may look for them. */
const MAX_SEARCH_MS = 2000;

/** Counts under one filter. */
interface CountedFacets extends FacetCounts {
  readonly price: FacetsView['price'];
  /** False when there are more products than are counted. */
  readonly isComplete: boolean;
}

function priceBoundsOf(products: readonly ProductSummaryState[]): FacetsView['price'] {
  const prices = products.map(({ minPrice: amount, currency }) => ({ amount, currency }));
  const [first] = prices;
  if (first === undefined) return null;
  const pick = (better: (a: Money, b: Money) => boolean) =>
    prices.reduce((best, price) => (better(price, best) ? price : best), first);
  return { min: pick((a, b) => a.amount < b.amount), max: pick((a, b) => a.amount > b.amount) };
}

/**
 * Creates a search that needs no memory and no preparation: the database finds the words of titles,
 * tags and vendors, and whole SKUs and barcodes. It knows no typos and no descriptions, ranks a few
 * hundred products, and counts 2,000.
 */
export function createDatabaseSearch({ database }: DatabaseSearchDeps): SearchIndex {
  const { products, facets } = database;

  /** Ranks what the database finds as an index in memory would. */
  async function listByRelevance(status: ProductStatus, query: SearchQuery) {
    const { limit, cursor, ...filter } = query;
    const plan = planSearch(query.search);
    if (plan === null) return { items: [], nextCursor: null };
    const typed = query.search.trim();
    const index = new ProductIndex();
    const candidates = await products.findCandidates(status, {
      // Without words such as "of", which other products may lack.
      filter: { ...filter, search: plan.phrase },
      codes: [...new Set([typed, typed.toUpperCase()])],
      limit: MAX_RANKED,
      maxMs: MAX_SEARCH_MS,
    });
    for (const product of await products.findSearched(candidates)) index.put(product);
    const page = index.find({ status, filter, sort: 'relevance', limit, cursor });
    const items = await products.findSummaries(page.ids, status);
    return { items, nextCursor: page.nextCursor };
  }

  async function count(filter: FacetsInput): Promise<CountedFacets> {
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
  }

  return {
    list(status, query) {
      const sort = listSortOf(query);
      return sort === 'relevance'
        ? listByRelevance(status, query)
        : products.list(status, { ...query, sort });
    },

    async facets(input) {
      const filters = facetFilters(input);
      const counting = new Map<FacetsInput, Promise<CountedFacets>>();
      for (const filter of [input, ...Object.values(filters)]) {
        if (!counting.has(filter)) counting.set(filter, count(filter));
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

    async suggest(text, limit) {
      const page = await listByRelevance('active', { search: text, limit });
      return { products: page.items, values: [] };
    },
  };
}
