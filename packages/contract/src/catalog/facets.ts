import { Money } from '@trastienda/base';
import { z } from 'zod';
import { ProductFilter } from './list-products.ts';

/** Maximum number of values per facet, most frequent first. */
export const MAX_FACET_VALUES = 100;

/** Maximum number of products that are counted when a filter narrows the facets. */
export const MAX_FACET_PRODUCTS = 2000;

export const FacetsInput = ProductFilter;
export type FacetsInput = z.output<typeof FacetsInput>;

const FacetValue = z.object({
  /**
   * Spelling of the product that was written last; values that differ only in case or accents are
   * one.
   */
  value: z.string(),
  count: z.int(),
});
export type FacetValue = z.infer<typeof FacetValue>;

/** Facets of the matching active products, with counts. */
export const FacetsView = z.object({
  total: z.int(),
  inStock: z.int(),
  tags: z.array(FacetValue),
  vendors: z.array(FacetValue),
  productTypes: z.array(FacetValue),
  /** Lowest and highest "from" price; null when nothing matches. */
  price: z.object({ min: Money, max: Money }).nullable(),
  /** False when a filter matches more than 2,000 products: the counts are then lower bounds. */
  isComplete: z.boolean(),
});
export type FacetsView = z.infer<typeof FacetsView>;
