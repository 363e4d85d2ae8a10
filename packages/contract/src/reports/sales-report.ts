import { CurrencyCode, pageOf } from '@trastienda/base';
import { z } from 'zod';
import { LocalDate, ReportInterval, ReportPeriod } from './report-range.ts';

/**
 * Captured and refunded money of some orders. Amounts are in minor units of one currency and without
 * tax unless they say so; docs/REPORTS.md defines each one. Figures of a part, such as a product,
 * have no shipping.
 */
export const SalesFigures = z.object({
  /** Units sold, and units that were refunded. */
  units: z.int(),
  refundedUnits: z.int(),
  /** Prices as they were shown, before discounts. */
  subtotal: z.int(),
  discount: z.int(),
  /** Captured for goods, after discounts and without tax. */
  sales: z.int(),
  /** Captured for shipping, without tax. */
  shipping: z.int(),
  /** Captured tax on goods and shipping. */
  tax: z.int(),
  /** The same three of refunds. */
  refundedSales: z.int(),
  refundedShipping: z.int(),
  refundedTax: z.int(),
  /** `sales - refundedSales`. */
  netSales: z.int(),
  /** Everything that was captured less everything that was refunded, with tax. */
  total: z.int(),
});
export type SalesFigures = z.infer<typeof SalesFigures>;

/** Figures of whole orders. */
export const OrderFigures = SalesFigures.extend({
  /** Orders whose money was captured, and free ones. */
  orders: z.int(),
  /** Goods, shipping and tax of an order on average, rounded down; null without orders. */
  averageOrder: z.int().nullable(),
  /** Refunds, less those whose money came back. */
  refunds: z.int(),
});
export type OrderFigures = z.infer<typeof OrderFigures>;

/** Figures of all orders. */
export const TotalFigures = OrderFigures.extend({
  /** Orders placed, whether or not their money was captured, and what they cost. */
  placed: z.int(),
  placedTotal: z.int(),
  /** Orders canceled, whether or not their money was captured. */
  canceled: z.int(),
});
export type TotalFigures = z.infer<typeof TotalFigures>;

export const SalesReport = ReportPeriod.extend({
  interval: ReportInterval,
  /** One set of figures per currency; amounts of two are never added. */
  currencies: z.array(
    z.object({
      currency: CurrencyCode,
      total: TotalFigures,
      previous: TotalFigures,
      /** Every part of the period in order, also without sales. */
      parts: z.array(z.object({ from: LocalDate, to: LocalDate, figures: TotalFigures })),
    }),
  ),
});
export type SalesReport = z.infer<typeof SalesReport>;

/** Sales of a product, variant, vendor, country or discount. */
export const SalesByRow = z.object({
  currency: CurrencyCode,
  /** Id of the product or discount, SKU, vendor or country; empty for products without a vendor. */
  key: z.string(),
  /** Name for people: title, code or the key itself. */
  label: z.string(),
  /** Product of a variant. */
  productId: z.string().nullable(),
  figures: SalesFigures,
  previous: SalesFigures,
});
export type SalesByRow = z.infer<typeof SalesByRow>;

export const SalesByPage = pageOf(SalesByRow).extend(ReportPeriod.shape);
export type SalesByPage = z.infer<typeof SalesByPage>;

/** Taxable amounts and taxes of a place and rate, as a tax return asks for them. */
export const TaxFigures = z.object({
  /** Amounts without tax that the rate applied to, and the tax on them. */
  taxable: z.int(),
  tax: z.int(),
  /** The same of refunds. */
  refundedTaxable: z.int(),
  refundedTax: z.int(),
  /** `taxable - refundedTaxable` and `tax - refundedTax`. */
  netTaxable: z.int(),
  netTax: z.int(),
});
export type TaxFigures = z.infer<typeof TaxFigures>;

export const TaxRow = z.object({
  currency: CurrencyCode,
  country: z.string(),
  region: z.string().nullable(),
  /** Parts per million; 0 for what was not taxed. */
  ratePpm: z.int(),
  /** Name of the tax; null where there was none. */
  name: z.string().nullable(),
  figures: TaxFigures,
  previous: TaxFigures,
});
export type TaxRow = z.infer<typeof TaxRow>;

export const TaxPage = pageOf(TaxRow).extend(ReportPeriod.shape);
export type TaxPage = z.infer<typeof TaxPage>;
