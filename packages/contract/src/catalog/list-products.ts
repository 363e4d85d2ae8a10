import { CurrencyCode, Id, lineOfText, MinorUnits, PageInput, Slug } from '@trastienda/base';
import { z } from 'zod';
import { ProductStatus } from './product-parts.ts';

/** Maximum number of values of one filter. */
export const MAX_FILTER_VALUES = 20;

const FilterValue = lineOfText(255);

/** Values of which a product must have at least one: a text, or a list. An empty list filters nothing. */
const AnyOf = z
  .union([FilterValue, z.array(FilterValue).max(MAX_FILTER_VALUES)], {
    error: ({ input }) =>
      input === undefined
        ? 'is required'
        : `must be a line of text, or a list of at most ${MAX_FILTER_VALUES}`,
  })
  .transform((values): string[] => (typeof values === 'string' ? [values] : values));

/**
 * Filter of products: all conditions must hold. Tag, vendor and type match a product that has any of
 * the given values; they are compared without regard to case and accents. `search` finds products that
 * have, for each word of the search, a word that is it, begins with it, or is it but for a typo; and
 * products by SKU and barcode. A server that has no search index in memory knows no typos.
 */
export const ProductFilter = z.object({
  search: lineOfText(100).optional(),
  tag: AnyOf.optional(),
  vendor: AnyOf.optional(),
  productType: AnyOf.optional(),
  /** Inclusive bounds of a product's lowest price, in minor units. */
  price: z
    .object({ min: MinorUnits.optional(), max: MinorUnits.optional(), currency: CurrencyCode })
    .optional(),
  /** True leaves out products that cannot be bought now; false or absent filters nothing. */
  inStock: z.boolean().optional(),
});
export type ProductFilter = z.output<typeof ProductFilter>;

/**
 * Title order ignores case and accents; price order is by a product's lowest price. `relevance` is
 * title order without a search.
 */
export const ProductSort = z.enum([
  'title-asc',
  'title-desc',
  'price-asc',
  'price-desc',
  'newest',
  'relevance',
]);
export type ProductSort = z.infer<typeof ProductSort>;

export const ListProductsInput = ProductFilter.extend({
  /** By default `relevance` with a search, and `title-asc` without. */
  sort: ProductSort.optional(),
  ...PageInput.shape,
});
export type ListProductsInput = z.output<typeof ListProductsInput>;

/** Returns the order of a list: by relevance only where there is a search to be relevant to. */
export function listSortOf({
  sort,
  search,
}: Pick<ListProductsInput, 'sort' | 'search'>): ProductSort {
  if (search === undefined) return sort === undefined || sort === 'relevance' ? 'title-asc' : sort;
  return sort ?? 'relevance';
}

export const StaffListProductsInput = ListProductsInput.extend({
  status: ProductStatus.default('active'),
});
export type StaffListProductsInput = z.output<typeof StaffListProductsInput>;

export const GetProductInput = z.object({ slug: Slug });
export type GetProductInput = z.output<typeof GetProductInput>;

export const StaffGetProductInput = z.object({ id: Id });
export type StaffGetProductInput = z.output<typeof StaffGetProductInput>;
