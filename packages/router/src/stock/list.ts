import { ListStockInput, StockPage } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const list = staffProcedure('stock:read')
  .input(ListStockInput.prefault({}))
  .output(StockPage)
  .query(({ ctx, input }) => ctx.services.stock.list(input));
