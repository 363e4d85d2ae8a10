import { ReceiveStockInput, StockView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const receive = staffProcedure('stock:write')
  .input(ReceiveStockInput)
  .output(StockView)
  .mutation(({ ctx, input }) => ctx.services.stock.receive(input, ctx.origin));
