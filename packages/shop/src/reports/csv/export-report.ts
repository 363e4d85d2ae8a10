import type { ReportDimension, ReportExport, ReportExportInput } from '@trastienda/shop-contract';
import { csvParts, pagesOf } from '../../base/csv/csv-parts.ts';
import type { Cell } from '../../base/csv/csv-text.ts';
import { reportSalesBy, reportTaxes } from '../breakdowns.ts';
import type { ReportDeps } from '../open-period.ts';
import { reportCheckouts, reportSales } from '../sales-report.ts';
import { listSlowSellers, reportStockValue } from '../stock-reports.ts';
import {
  ORDER_COLUMNS,
  type OrderRowsDeps,
  orderRow,
  ordersOf,
  TAX_LINE_COLUMNS,
  taxLineRows,
} from './order-rows.ts';
import {
  CHECKOUT_COLUMNS,
  checkoutRow,
  SALES_BY_COLUMNS,
  SALES_COLUMNS,
  SLOW_SELLER_COLUMNS,
  STOCK_VALUE_COLUMNS,
  salesByRow,
  salesRow,
  slowSellerRow,
  stockValueRow,
  TAX_COLUMNS,
  taxRow,
} from './report-rows.ts';

export interface ExportDeps extends ReportDeps, OrderRowsDeps {
  readonly database: ReportDeps['database'] & OrderRowsDeps['database'];
}

type Rows = AsyncGenerator<readonly Cell[], void, undefined>;
type Exporter = (deps: ExportDeps, input: ReportExportInput) => Rows;

/** Reads all items of a list. */
async function* itemsOf<Item>(
  ...[read]: Parameters<typeof pagesOf<Item>>
): AsyncGenerator<Item, void, undefined> {
  for await (const items of pagesOf(read)) yield* items;
}

const salesBy = (by: ReportDimension): Exporter =>
  async function* (deps, { from, to, currency }) {
    yield SALES_BY_COLUMNS;
    const read = (page: { limit: number; cursor: string | undefined }) =>
      reportSalesBy(deps, { from, to, currency, by, ...page });
    for await (const item of itemsOf(read)) yield salesByRow(item);
  };

const EXPORTERS: Readonly<Record<ReportExport, Exporter>> = {
  async *sales(deps, { from, to, currency, interval }) {
    yield SALES_COLUMNS;
    const report = await reportSales(deps, { from, to, currency, interval });
    for (const { currency: code, parts } of report.currencies) {
      for (const { figures, ...range } of parts) yield salesRow(range, code, figures);
    }
  },

  products: salesBy('product'),
  variants: salesBy('variant'),
  vendors: salesBy('vendor'),
  countries: salesBy('country'),
  discounts: salesBy('discount'),

  async *taxes(deps, { from, to, currency }) {
    yield TAX_COLUMNS;
    const items = itemsOf((page) => reportTaxes(deps, { from, to, currency, ...page }));
    for await (const item of items) yield taxRow(item);
  },

  async *checkouts(deps, { from, to, currency }) {
    yield CHECKOUT_COLUMNS;
    const { previous, currencies } = await reportCheckouts(deps, { from, to, currency });
    for (const figures of currencies) {
      yield checkoutRow({ from, to }, figures.currency, figures.total);
      yield checkoutRow(previous, figures.currency, figures.previous);
    }
  },

  async *'stock-value'(deps, { from, to }) {
    yield STOCK_VALUE_COLUMNS;
    const { days } = await reportStockValue(deps, { from, to });
    for (const day of days) yield stockValueRow(day);
  },

  async *'slow-sellers'(deps, { from, to, maxUnits }) {
    yield SLOW_SELLER_COLUMNS;
    const items = itemsOf((page) => listSlowSellers(deps, { from, to, maxUnits, ...page }));
    for await (const item of items) yield slowSellerRow(item);
  },

  async *orders(deps, { from, to, currency }) {
    yield ORDER_COLUMNS;
    for await (const order of ordersOf(deps, { from, to }, currency)) {
      yield orderRow(order, deps.timeZone);
    }
  },

  async *'tax-lines'(deps, { from, to, currency }) {
    yield TAX_LINE_COLUMNS;
    for await (const order of ordersOf(deps, { from, to }, currency)) {
      yield* taxLineRows(order, deps.timeZone);
    }
  },
};

/**
 * Writes a report as CSV, in parts: memory does not grow with the report. A rebuild that replaces the
 * roll-ups in between ends it with CURSOR_INVALID.
 * @throws {ShopError} REPORTS_REBUILD_REQUIRED.
 */
export function exportReport(
  deps: ExportDeps,
  name: ReportExport,
  input: ReportExportInput,
): AsyncGenerator<string, void, undefined> {
  return csvParts(EXPORTERS[name](deps, input));
}
