import { CurrencyCode, PageInput } from '@trastienda/base';
import { z } from 'zod';

/** Most days of a report; comparisons read as many again. */
export const MAX_REPORT_DAYS = 400;

/** Date in the time zone of the shop: `2026-03-29`. */
export const LocalDate = z.iso
  .date()
  .refine((day) => day >= '1970-01-01', 'must be 1970-01-01 or later');
export type LocalDate = z.infer<typeof LocalDate>;

const DAY_MS = 86_400_000;

/** Range of days, both included, in the time zone of the shop. */
const DAYS = { from: LocalDate, to: LocalDate };

/** Requires that a range is in order, and not too long. */
export function checkRange({
  value: { from, to },
  issues,
}: z.core.ParsePayload<{ readonly from: string; readonly to: string }>): void {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  const problem =
    days < 1
      ? 'must not be before from'
      : days > MAX_REPORT_DAYS
        ? `must be at most ${MAX_REPORT_DAYS} days from the beginning`
        : null;
  if (problem !== null) issues.push({ code: 'custom', message: problem, path: ['to'], input: to });
}

const IN_CURRENCY = {
  /** All currencies by default, each with separate figures. */
  currency: CurrencyCode.optional(),
};

export const ReportInput = z.object({ ...DAYS, ...IN_CURRENCY }).check(checkRange);
export type ReportInput = z.infer<typeof ReportInput>;

/** What sales are divided into: days, weeks from Monday, or months. */
export const ReportInterval = z.enum(['day', 'week', 'month']);
export type ReportInterval = z.infer<typeof ReportInterval>;

/** Sales over time. */
export const SalesReportInput = z
  .object({ ...DAYS, ...IN_CURRENCY, interval: ReportInterval.default('day') })
  .check(checkRange);
export type SalesReportInput = z.infer<typeof SalesReportInput>;

/** What sales are broken down by. */
export const REPORT_DIMENSIONS = ['product', 'variant', 'vendor', 'country', 'discount'] as const;
export const ReportDimension = z.enum(REPORT_DIMENSIONS);
export type ReportDimension = z.infer<typeof ReportDimension>;

/** Sales by what they were of, the most first. */
export const SalesByInput = z
  .object({ ...PageInput.shape, ...DAYS, ...IN_CURRENCY, by: ReportDimension })
  .check(checkRange);
export type SalesByInput = z.infer<typeof SalesByInput>;

/** Taxes by country, region and rate. */
export const TaxReportInput = z
  .object({ ...PageInput.shape, ...DAYS, ...IN_CURRENCY })
  .check(checkRange);
export type TaxReportInput = z.infer<typeof TaxReportInput>;

/** SKUs on hand that have sold at most `maxUnits`, by SKU. */
export const SlowSellersInput = z
  .object({ ...PageInput.shape, ...DAYS, maxUnits: z.int().min(0).max(1_000_000).default(0) })
  .check(checkRange);
export type SlowSellersInput = z.infer<typeof SlowSellersInput>;

/** Values of the stock, which are in the shop's own currency. */
export const StockValueInput = z.object(DAYS).check(checkRange);
export type StockValueInput = z.infer<typeof StockValueInput>;

/** Range of days of a report and the one that it is compared with, in the shop's time zone. */
export const ReportPeriod = z.object({
  timeZone: z.string(),
  from: LocalDate,
  to: LocalDate,
  /** As many days, ending the day before `from`. */
  previous: z.object({ from: LocalDate, to: LocalDate }),
});
export type ReportPeriod = z.infer<typeof ReportPeriod>;
