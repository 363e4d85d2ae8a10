import { ConfigureStockInput, StockView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const configure = staffProcedure('stock:write')
  .input(ConfigureStockInput)
  .output(StockView)
  .mutation(({ ctx, input }) => ctx.services.stock.configure(input, ctx.origin));
