import {
  FacetsInput,
  FacetsView,
  facetFilters,
  GetProductInput,
  isNarrowed,
  ListProductsInput,
  PRODUCTS_TAG,
  ProductPage,
  ProductView,
  productTags,
  StockNews,
  SuggestInput,
  SuggestionsView,
  WatchStockInput,
} from '@trastienda/shop-contract';
import { query, subscription } from '../procedures.ts';
import { trackPositions } from '../track-positions.ts';

/**
 * Points beyond the base cost of one, for each filter under which all products are counted. The index in
 * memory counts all filters in one pass, for less than a page of a list costs. The database, which answers
 * while there is no index, counts each by itself, for up to ten pages. Points are consumed before it is
 * known which of them answers, so the price lies between: a visitor who clicks through filters pays little,
 * and a flood that meets the database is still slowed by more than its searches are, which cost one point.
 */
const FILTER_COST = 2;

/** A chosen facet is counted without its own condition, beside the others. */
function filterCost(filter: FacetsInput): number {
  const counted = new Set([filter, ...Object.values(facetFilters(filter))]);
  return FILTER_COST * [...counted].filter(isNarrowed).length;
}

/** Lists lag behind a change by seconds anyway: the listing of a product is refreshed after it. */
const LISTING_CACHE = { maxAge: 60, staleWhileRevalidate: 600 };

/** Short, because a product shows within about a second that it has sold out. */
const PRODUCT_CACHE = { maxAge: 10, staleWhileRevalidate: 60 };

/** Products for sale. */
export const catalog = {
  facets: query(
    {
      access: 'public',
      summary: 'Counts the values by which products can be filtered',
      description: 'Each facet is counted under all conditions but its own.',
      http: 'GET /product-facets',
      input: FacetsInput.prefault({}),
      output: FacetsView,
      errors: ['CURRENCY_UNSUPPORTED'],
      inputCost: filterCost,
      tags: () => [PRODUCTS_TAG],
      cache: LISTING_CACHE,
    },
    ({ ctx, input }) => ctx.services.catalog.facets(input),
  ),

  get: query(
    {
      access: 'public',
      summary: 'Returns a product by its slug',
      description:
        'Whether it is in stock follows sales within about a second; `catalog.watchStock` and the cart are current.',
      http: 'GET /products/{slug}',
      input: GetProductInput,
      output: ProductView,
      errors: ['PRODUCT_NOT_FOUND'],
      tags: ({ output }) => productTags(output),
      cache: PRODUCT_CACHE,
    },
    ({ ctx, input }) => ctx.services.catalog.get(input),
  ),

  list: query(
    {
      access: 'public',
      summary: 'Lists products',
      http: 'GET /products',
      input: ListProductsInput.prefault({}),
      output: ProductPage,
      errors: ['CURSOR_INVALID', 'CURRENCY_UNSUPPORTED'],
      tags: () => [PRODUCTS_TAG],
      cache: LISTING_CACHE,
    },
    ({ ctx, input }) => ctx.services.catalog.list(input),
  ),

  suggest: query(
    {
      access: 'public',
      summary: 'Suggests products and values of filters for a text that is being typed',
      http: 'GET /product-suggestions',
      input: SuggestInput,
      output: SuggestionsView,
      tags: () => [PRODUCTS_TAG],
      cache: LISTING_CACHE,
    },
    ({ ctx, input }) => ctx.services.catalog.suggest(input),
  ),

  watchStock: subscription(
    {
      access: 'public',
      summary: 'Streams whether SKUs can be bought',
      description:
        'The first values are the present state. Continues after the last id in any process; `stock` is null in values that have an id alone.',
      input: WatchStockInput,
      output: StockNews,
      errors: ['STREAM_GAP'],
      isResumable: true,
    },
    ({ ctx, input, lastEventId, signal }) =>
      trackPositions(ctx.services.streams.watchStock(input, { lastEventId, signal })),
  ),
};
