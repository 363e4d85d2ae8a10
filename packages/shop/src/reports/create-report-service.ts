import { reportSalesBy, reportTaxes } from './breakdowns.ts';
import { type ExportDeps, exportReport } from './csv/export-report.ts';
import type { ReportService } from './report-service.ts';
import { reportCheckouts, reportSales } from './sales-report.ts';
import { listSlowSellers, reportStockValue } from './stock-reports.ts';

/** Creates the reports for staff. */
export function createReportService(deps: ExportDeps): ReportService {
  return {
    sales: (input) => reportSales(deps, input),
    salesBy: (input) => reportSalesBy(deps, input),
    taxes: (input) => reportTaxes(deps, input),
    checkouts: (input) => reportCheckouts(deps, input),
    slowSellers: (input) => listSlowSellers(deps, input),
    stockValue: (input) => reportStockValue(deps, input),
    export: (name, input) => exportReport(deps, name, input),
    async status() {
      const state = await deps.database.reports.findState();
      return {
        timeZone: deps.timeZone,
        rollUpTimeZone: state?.timeZone ?? null,
        isRebuilding: state !== null && state.building !== null,
        rebuiltAt: state?.rebuiltAt?.toISOString() ?? null,
      };
    },
  };
}
