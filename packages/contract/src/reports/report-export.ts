import { CurrencyCode } from '@trastienda/base';
import { z } from 'zod';
import { checkRange, LocalDate, ReportInterval } from './report-range.ts';

/** Names of the CSV files at `/downloads/reports/<name>.csv`. */
export const REPORT_EXPORTS = [
  'sales',
  'products',
  'variants',
  'vendors',
  'countries',
  'discounts',
  'taxes',
  'checkouts',
  'stock-value',
  'slow-sellers',
  'orders',
  'tax-lines',
] as const;
export type ReportExport = (typeof REPORT_EXPORTS)[number];

/** Parameters of a CSV file, as texts of a URL's query. */
export const ReportExportInput = z
  .object({
    from: LocalDate,
    to: LocalDate,
    currency: CurrencyCode.optional(),
    /** Of `sales`. */
    interval: ReportInterval.default('day'),
    /** Of `slow-sellers`. */
    maxUnits: z.coerce.number().int().min(0).max(1_000_000).default(0),
  })
  .check(checkRange);
export type ReportExportInput = z.infer<typeof ReportExportInput>;
