import {
  FacetsInput,
  FacetsView,
  GetProductInput,
  ListProductsInput,
  ProductPage,
  ProductView,
} from '@trastienda/shop-contract';
import { query } from '../procedures.ts';

/** Points beyond the base cost of one: under a filter all matching products are counted. */
const FILTER_COST = 9;

function filterCost(filter: FacetsInput): number {
  return Object.values(filter).some((value) => value !== undefined) ? FILTER_COST : 0;
}

/** Products for sale. */
export const catalog = {
  facets: query(
    {
      access: 'public',
      summary: 'Counts the values by which products can be filtered',
      http: 'GET /product-facets',
      input: FacetsInput.prefault({}),
      output: FacetsView,
      errors: ['CURRENCY_UNSUPPORTED'],
      inputCost: filterCost,
    },
    ({ ctx, input }) => ctx.services.catalog.facets(input),
  ),

  get: query(
    {
      access: 'public',
      summary: 'Returns a product by its slug',
      http: 'GET /products/{slug}',
      input: GetProductInput,
      output: ProductView,
      errors: ['PRODUCT_NOT_FOUND'],
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
    },
    ({ ctx, input }) => ctx.services.catalog.list(input),
  ),
};
