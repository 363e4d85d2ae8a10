import { choiceFilter, flagFilter, listFilter, textFilter } from '../table/list-filters.ts';
import { defineList } from '../table/list-state.ts';

export const PRODUCT_STATUSES = ['active', 'draft', 'archived'] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];

/** The list of products: the server lists those of one status, active ones by default. */
export const PRODUCTS = defineList({
  id: 'products',
  filters: {
    search: textFilter(),
    status: choiceFilter(PRODUCT_STATUSES),
    vendor: listFilter(),
    productType: listFilter(),
    tag: listFilter(),
    inStock: flagFilter(),
  },
  // Without a search the first one is title order.
  sorts: ['relevance', 'title-asc', 'title-desc', 'price-asc', 'price-desc', 'newest'],
});
