import { ListStockMovementsInput, StockMovementPage } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const movements = staffProcedure('stock:read')
  .input(ListStockMovementsInput)
  .output(StockMovementPage)
  .query(({ ctx, input }) => ctx.services.stock.movements(input));
