import { StockImportReport } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';
import { StockImportForm } from './stock-import-form.ts';

export const importCsv = staffProcedure('stock:write')
  .meta({ takesForm: true, cost: 40, limits: ['stockImport'] })
  .input(StockImportForm)
  .output(StockImportReport)
  .mutation(({ ctx, input: { file, ...options }, signal }) =>
    ctx.services.stock.import(() => file.stream(), ctx.origin, {
      ...options,
      ...(signal !== undefined && { signal }),
    }),
  );
