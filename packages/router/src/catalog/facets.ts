import { FacetsInput, FacetsView } from '@trastienda/shop-contract';
import { publicProcedure } from '../procedures.ts';

/** Points beyond the base cost of one: under a filter all matching products are counted. */
const FILTER_COST = 9;

export const facets = publicProcedure
  .input(FacetsInput.prefault({}))
  .use(async ({ ctx, input, path, type, next }) => {
    const isFiltered = Object.values(input).some((value) => value !== undefined);
    if (isFiltered) await ctx.consume({ path, type, cost: FILTER_COST, limits: [] });
    return next();
  })
  .output(FacetsView)
  .query(({ ctx, input }) => ctx.services.catalog.facets(input));
