import { type Download, defineDownload } from '@trastienda/http';
import type { CatalogService, ReportService } from '@trastienda/shop';
import { REPORT_EXPORTS, ReportExportInput } from '@trastienda/shop-contract';
import { z } from 'zod';

/** Points of a file, which reads more than any call. */
const COST = 60;

/** Creates the CSV files of reports at `/downloads/reports/<name>.csv`. */
export function createReportDownloads(reports: Pick<ReportService, 'export'>): Download[] {
  return REPORT_EXPORTS.map((name) =>
    defineDownload({
      path: `reports/${name}.csv`,
      access: 'reports:read',
      cost: COST,
      input: ReportExportInput,
      open: ({ input }) => ({
        fileName: `${name}-${input.from}-${input.to}.csv`,
        mediaType: 'text/csv; charset=utf-8',
        chunks: reports.export(name, input),
      }),
    }),
  );
}

/** Creates the CSV of all products at `/downloads/products.csv`, which the import reads. */
export function createProductDownload(catalog: Pick<CatalogService, 'export'>): Download {
  return defineDownload({
    path: 'products.csv',
    access: 'catalog:read',
    cost: COST,
    input: z.strictObject({}),
    open: () => ({
      fileName: 'products.csv',
      mediaType: 'text/csv; charset=utf-8',
      chunks: catalog.export(),
    }),
  });
}
