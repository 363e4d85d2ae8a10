import { listSortOf } from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import type { ProductIndex } from '../index/product-index.ts';
import type { SearchIndex } from '../search-index.ts';

export interface MemorySearchDeps {
  readonly database: Pick<Database, 'products'>;
  /** The only currency of product prices. */
  readonly currency: string;
  /** Returns the index; null while it is not current. */
  readonly current: () => Promise<ProductIndex | null>;
  /** Answers while the index is not current. */
  readonly fallback: SearchIndex;
}

/** Values that a suggestion has beside products. */
const MAX_VALUES = 3;

/** Creates a search by an index in memory; the products that it finds are read from the database. */
export function createMemorySearch(deps: MemorySearchDeps): SearchIndex {
  const { database, currency, current, fallback } = deps;
  const { products } = database;
  return {
    async list(status, query) {
      const index = await current();
      if (index === null) return fallback.list(status, query);
      const { limit, cursor, ...filter } = query;
      const page = index.find({ status, filter, sort: listSortOf(query), limit, cursor });
      const items = await products.findSummaries(page.ids, status);
      return { items, nextCursor: page.nextCursor };
    },

    async facets(filter) {
      const index = await current();
      if (index === null) return fallback.facets(filter);
      return index.facets(filter, currency);
    },

    async suggest(text, limit) {
      const index = await current();
      if (index === null) return fallback.suggest(text, limit);
      const filter = { search: text };
      const page = index.find({ status: 'active', filter, sort: 'relevance', limit });
      const items = await products.findSummaries(page.ids, 'active');
      return { products: items, values: index.suggestValues(text, MAX_VALUES) };
    },
  };
}
