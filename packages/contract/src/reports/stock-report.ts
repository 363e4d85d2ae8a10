import { CurrencyCode, Id, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';
import { LocalDate, ReportPeriod } from './report-range.ts';

/** A SKU on hand that sold little. */
export const SlowSeller = z.object({
  sku: z.string(),
  productId: Id,
  title: z.string(),
  onHand: z.int(),
  /** Units sold less units refunded, in all currencies. */
  units: z.int(),
  previousUnits: z.int(),
});
export type SlowSeller = z.infer<typeof SlowSeller>;

/** A page can have fewer items than its limit, and still a next page. */
export const SlowSellerPage = pageOf(SlowSeller).extend(ReportPeriod.shape);
export type SlowSellerPage = z.infer<typeof SlowSellerPage>;

/** Units on hand at their selling prices, at the end of a day; the shop stores no cost prices. */
export const StockValueFigures = z.object({
  day: LocalDate,
  /** Counted at this time. */
  at: Timestamp,
  currency: CurrencyCode,
  skus: z.int(),
  units: z.int(),
  /** Units times their selling price, in minor units. */
  value: z.int(),
});
export type StockValueFigures = z.infer<typeof StockValueFigures>;

/** Days on which no value was counted are absent. */
export const StockValueReport = ReportPeriod.extend({
  /** Last count up to the end of the period, and up to the day before it; null without any. */
  total: StockValueFigures.nullable(),
  previous: StockValueFigures.nullable(),
  days: z.array(StockValueFigures),
});
export type StockValueReport = z.infer<typeof StockValueReport>;
