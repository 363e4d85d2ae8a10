import { ImportReport } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';
import { ImportForm } from './import-form.ts';

export const importCsv = staffProcedure('catalog:write')
  .meta({ takesForm: true, cost: 40, limits: ['catalogImport'] })
  .input(ImportForm)
  .output(ImportReport)
  .mutation(({ ctx, input: { file, replaceVariants }, signal }) =>
    ctx.services.catalog.import(() => file.stream(), ctx.origin, {
      replaceVariants,
      ...(signal !== undefined && { signal }),
    }),
  );
