import type { Fallible } from '@trastienda/base';
import type { Page } from '@trastienda/mongo';
import type {
  FacetsInput,
  FacetsView,
  ListProductsInput,
  ProductStatus,
} from '@trastienda/shop-contract';
import type { ProductSummaryState } from '@trastienda/shop-db';
import type { SuggestedValue } from './index/product-facets.ts';

/** A search with its conditions, order and page. */
export type SearchQuery = ListProductsInput & { readonly search: string };

/** What continues a text that is being typed. */
export interface Suggestions {
  readonly products: readonly ProductSummaryState[];
  readonly values: readonly SuggestedValue[];
}

/** Finds products by words; inputs are parsed, and prices are in the shop's currency. */
export interface SearchIndex {
  /** @throws {BaseError} CURSOR_INVALID. */
  list(
    status: ProductStatus,
    query: SearchQuery,
  ): Fallible<Page<ProductSummaryState>, 'CURSOR_INVALID'>;
  /**
   * Counts the facets of active products under conditions, each without its own. Without `isComplete`
   * the counts are lower bounds.
   */
  facets(filter: FacetsInput): Promise<FacetsView>;
  suggest(text: string, limit: number): Promise<Suggestions>;
}
