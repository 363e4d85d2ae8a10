import type { Fallible } from '@trastienda/base';
import type {
  CheckoutReport,
  ReportExport,
  ReportExportInput,
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

/**
 * Reports for staff, read from roll-ups that follow the events within about a second. All but
 * `status` and `stockValue` throw REPORTS_REBUILD_REQUIRED while the shop has another time zone than
 * its roll-ups.
 */
export interface ReportService {
  /** Sales by day, week or month. */
  sales(input: SalesReportInput): Fallible<SalesReport, 'REPORTS_REBUILD_REQUIRED'>;
  /** Sales by product, variant, vendor, country or discount, the most first. */
  salesBy(
    input: SalesByInput,
  ): Fallible<SalesByPage, 'REPORTS_REBUILD_REQUIRED' | 'CURSOR_INVALID'>;
  /** Taxes by country, region and rate. */
  taxes(input: TaxReportInput): Fallible<TaxPage, 'REPORTS_REBUILD_REQUIRED' | 'CURSOR_INVALID'>;
  /** Checkouts by what became of them. */
  checkouts(input: ReportInput): Fallible<CheckoutReport, 'REPORTS_REBUILD_REQUIRED'>;
  /** SKUs on hand that sold little. */
  slowSellers(
    input: SlowSellersInput,
  ): Fallible<SlowSellerPage, 'REPORTS_REBUILD_REQUIRED' | 'CURSOR_INVALID'>;
  /** The stock at selling prices. */
  stockValue(input: StockValueInput): Promise<StockValueReport>;
  /**
   * Writes a report as CSV, in parts that are made as they are taken.
   * @throws {ShopError} REPORTS_REBUILD_REQUIRED.
   */
  export(name: ReportExport, input: ReportExportInput): AsyncIterable<string>;
  status(): Promise<ReportStatus>;
}
