import { FacetsInput, FacetsView } from '@trastienda/contract';
import { publicProcedure } from '../procedures.ts';

export const facets = publicProcedure
  .input(FacetsInput.prefault({}))
  .output(FacetsView)
  .query(({ ctx, input }) => ctx.services.catalog.facets(input));
