import { AdjustStockInput, StockView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const adjust = staffProcedure('stock:write')
  .input(AdjustStockInput)
  .output(StockView)
  .mutation(({ ctx, input }) => ctx.services.stock.adjust(input, ctx.origin));
