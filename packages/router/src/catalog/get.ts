import { GetProductInput, ProductView } from '@trastienda/shop-contract';
import { publicProcedure } from '../procedures.ts';

export const get = publicProcedure
  .input(GetProductInput)
  .output(ProductView)
  .query(({ ctx, input }) => ctx.services.catalog.get(input));
