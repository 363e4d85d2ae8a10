import { ImportReport } from '@trastienda/contract';
import { staffProcedure } from '../procedures.ts';
import { ImportForm } from './import-form.ts';

export const importCsv = staffProcedure('catalog:write')
  .input(ImportForm)
  .output(ImportReport)
  .mutation(({ ctx, input, signal }) =>
    ctx.services.catalog.import(
      () => input.file.stream(),
      ctx.origin,
      signal === undefined ? {} : { signal },
    ),
  );
