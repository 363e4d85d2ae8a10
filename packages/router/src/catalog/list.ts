import { ListProductsInput, ProductPage } from '@trastienda/shop-contract';
import { publicProcedure } from '../procedures.ts';

export const list = publicProcedure
  .input(ListProductsInput.prefault({}))
  .output(ProductPage)
  .query(({ ctx, input }) => ctx.services.catalog.list(input));
