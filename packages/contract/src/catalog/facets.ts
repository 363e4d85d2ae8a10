import { z } from 'zod';
import { Money } from '../primitives/money.ts';
import { ProductFilter } from './list-products.ts';

/** How many values of each kind are given, the most frequent first. */
export const MAX_FACET_VALUES = 100;

/** How many products are looked at when a filter narrows the facets. */
export const MAX_FACET_PRODUCTS = 2000;

export const FacetsInput = ProductFilter;
export type FacetsInput = z.output<typeof FacetsInput>;

const FacetValue = z.object({
  /** As a product spells it, of several the one that was written last; values that differ in case or accents only are one. */
  value: z.string(),
  count: z.int(),
});
export type FacetValue = z.infer<typeof FacetValue>;

/** What the active products that match have in common, counted. */
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
