import {
  CheckoutReport,
  ReportInput,
  ReportStatus,
  SalesByInput,
  SalesByPage,
  SalesReport,
  SalesReportInput,
  SlowSellerPage,
  SlowSellersInput,
  StockValueInput,
  StockValueReport,
  TaxPage,
  TaxReportInput,
} from '@trastienda/shop-contract';
import { REPORT_DEADLINE_MS } from '../deadlines.ts';
import { query } from '../procedures.ts';

/** Sales, taxes, stock and checkouts over time, in the time zone of the shop. */
export const reports = {
  checkouts: query(
    {
      access: 'reports:read',
      summary: 'Returns what became of the checkouts that started in a period',
      input: ReportInput,
      output: CheckoutReport,
      errors: ['REPORTS_REBUILD_REQUIRED'],
      cost: 2,
    },
    ({ ctx, input }) => ctx.services.reports.checkouts(input),
  ),

  sales: query(
    {
      access: 'reports:read',
      summary: 'Returns the sales of a period by day, week or month',
      description: 'Each currency has its own figures. docs/REPORTS.md defines them.',
      input: SalesReportInput,
      output: SalesReport,
      errors: ['REPORTS_REBUILD_REQUIRED'],
      cost: 2,
    },
    ({ ctx, input }) => ctx.services.reports.sales(input),
  ),

  salesBy: query(
    {
      access: 'reports:read',
      summary: 'Lists sales by product, variant, vendor, country or discount, the most first',
      input: SalesByInput,
      output: SalesByPage,
      errors: ['REPORTS_REBUILD_REQUIRED', 'CURSOR_INVALID'],
      cost: 20,
      deadline: REPORT_DEADLINE_MS,
    },
    ({ ctx, input }) => ctx.services.reports.salesBy(input),
  ),

  slowSellers: query(
    {
      access: 'reports:read',
      summary: 'Lists SKUs on hand that have sold little in a period',
      description: 'A page can have fewer items than its limit, and still a next page.',
      input: SlowSellersInput,
      output: SlowSellerPage,
      errors: ['REPORTS_REBUILD_REQUIRED', 'CURSOR_INVALID'],
      cost: 5,
      deadline: REPORT_DEADLINE_MS,
    },
    ({ ctx, input }) => ctx.services.reports.slowSellers(input),
  ),

  status: query(
    {
      access: 'reports:read',
      summary: 'Returns the time zone of the reports, and whether they are being rebuilt',
      output: ReportStatus,
      errors: [],
    },
    ({ ctx }) => ctx.services.reports.status(),
  ),

  stockValue: query(
    {
      access: 'reports:read',
      summary: 'Returns the value of the stock at selling prices, at the end of each day',
      input: StockValueInput,
      output: StockValueReport,
      errors: [],
    },
    ({ ctx, input }) => ctx.services.reports.stockValue(input),
  ),

  taxes: query(
    {
      access: 'reports:read',
      summary: 'Lists taxable amounts and taxes by country, region and rate',
      input: TaxReportInput,
      output: TaxPage,
      errors: ['REPORTS_REBUILD_REQUIRED', 'CURSOR_INVALID'],
      cost: 5,
      deadline: REPORT_DEADLINE_MS,
    },
    ({ ctx, input }) => ctx.services.reports.taxes(input),
  ),
};
