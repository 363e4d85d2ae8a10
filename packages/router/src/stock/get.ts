import { GetStockInput, StockView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const get = staffProcedure('stock:read')
  .input(GetStockInput)
  .output(StockView)
  .query(({ ctx, input }) => ctx.services.stock.get(input));
