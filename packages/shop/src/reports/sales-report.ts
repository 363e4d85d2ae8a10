import type {
  CheckoutReport,
  ReportInput,
  SalesReport,
  SalesReportInput,
} from '@trastienda/shop-contract';
import type { ReportDay, ReportFigures } from '@trastienda/shop-db';
import { type DayRange, divideRange } from './local-days.ts';
import { type OpenedPeriod, openPeriod, type ReportDeps } from './open-period.ts';
import { sumFigures, toCheckoutFigures, toTotalFigures } from './sum-figures.ts';

/** Reads the days of a period and of the one before it. */
function readDays(
  { database }: ReportDeps,
  { period, generation }: OpenedPeriod,
  kind: 'total' | 'checkout',
  currency: string | undefined,
): Promise<readonly ReportDay[]> {
  const range = { from: period.previous.from, to: period.to };
  return database.reports.readDays({ generation, kind, ...range, currency });
}

/** Sums the days of a range. */
function sumDays(days: readonly ReportDay[], { from, to }: DayRange): ReportFigures {
  return sumFigures(
    days.filter(({ day }) => day >= from && day <= to).map(({ figures }) => figures),
  );
}

/** Groups days by currency, in the order of the codes. */
function byCurrency(days: readonly ReportDay[]): [currency: string, days: ReportDay[]][] {
  const groups = new Map<string, ReportDay[]>();
  for (const day of days) groups.set(day.currency, [...(groups.get(day.currency) ?? []), day]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * Reads the sales of a period by day, week or month.
 * @throws {ShopError} REPORTS_REBUILD_REQUIRED.
 */
export async function reportSales(
  deps: ReportDeps,
  { interval, currency, ...range }: SalesReportInput,
): Promise<SalesReport> {
  const opened = await openPeriod(deps, range);
  const { period } = opened;
  const days = await readDays(deps, opened, 'total', currency);
  const parts = divideRange(period, interval);
  return {
    ...period,
    interval,
    currencies: byCurrency(days).map(([code, ofCurrency]) => ({
      currency: code,
      total: toTotalFigures(sumDays(ofCurrency, period)),
      previous: toTotalFigures(sumDays(ofCurrency, period.previous)),
      parts: parts.map((part) => ({ ...part, figures: toTotalFigures(sumDays(ofCurrency, part)) })),
    })),
  };
}

/**
 * Reads what became of the checkouts that started in a period.
 * @throws {ShopError} REPORTS_REBUILD_REQUIRED.
 */
export async function reportCheckouts(
  deps: ReportDeps,
  { currency, ...range }: ReportInput,
): Promise<CheckoutReport> {
  const opened = await openPeriod(deps, range);
  const { period } = opened;
  const days = await readDays(deps, opened, 'checkout', currency);
  return {
    ...period,
    currencies: byCurrency(days).map(([code, ofCurrency]) => ({
      currency: code,
      total: toCheckoutFigures(sumDays(ofCurrency, period)),
      previous: toCheckoutFigures(sumDays(ofCurrency, period.previous)),
    })),
  };
}
