import { Money } from '@trastienda/base';
import { z } from 'zod';
import { ProductFilter } from './list-products.ts';

/** Maximum number of values per facet, most frequent first. */
export const MAX_FACET_VALUES = 100;

/** Maximum number of products that are counted for one facet when a filter narrows it. */
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

/** Facets that can be chosen: the filter of each, by which its own counts are not narrowed. */
export const FACETS = ['tag', 'vendor', 'productType', 'inStock', 'price'] as const;
export type Facet = (typeof FACETS)[number];

/** Returns true when a condition of a filter excludes anything. */
function excludes(condition: FacetsInput[keyof FacetsInput]): boolean {
  if (condition === undefined || condition === false) return false;
  return !Array.isArray(condition) || condition.length > 0;
}

/** Returns true when a filter excludes anything. */
export function isNarrowed(filter: FacetsInput): boolean {
  return Object.values(filter).some(excludes);
}

/**
 * Returns the filter under which each facet is counted: all conditions but its own, so that the other
 * values of a chosen facet can still be chosen. Facets that nothing was chosen of have `filter`
 * itself.
 */
export function facetFilters(filter: FacetsInput): Readonly<Record<Facet, FacetsInput>> {
  const without = (facet: Facet): FacetsInput => {
    if (!excludes(filter[facet])) return filter;
    const { [facet]: _, ...others } = filter;
    return others;
  };
  return {
    tag: without('tag'),
    vendor: without('vendor'),
    productType: without('productType'),
    inStock: without('inStock'),
    price: without('price'),
  };
}

/**
 * Facets of the active products, with counts. Each is counted among the products that match all
 * conditions but its own; `total` are those that match all of them.
 */
export const FacetsView = z.object({
  total: z.int(),
  /** Products that can be bought now. */
  inStock: z.int(),
  tags: z.array(FacetValue),
  vendors: z.array(FacetValue),
  productTypes: z.array(FacetValue),
  /** Lowest and highest "from" price; null when nothing matches. */
  price: z.object({ min: Money, max: Money }).nullable(),
  /** False when more than 2,000 products would have to be counted: the counts are lower bounds. */
  isComplete: z.boolean(),
});
export type FacetsView = z.infer<typeof FacetsView>;
