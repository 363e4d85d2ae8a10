export const PERIODS = ['week', 'month', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];

const DAYS: Readonly<Record<Period, number>> = { week: 7, month: 30, quarter: 90, year: 365 };
const INTERVALS = { week: 'day', month: 'day', quarter: 'week', year: 'month' } as const;

/** Input of a report: days in the time zone of the shop, both included. */
export interface ReportRange {
  readonly from: string;
  readonly to: string;
  readonly interval: (typeof INTERVALS)[Period];
}

const DAY_MS = 86_400_000;

/** Returns the date some days before another. */
function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * DAY_MS).toISOString().slice(0, 10);
}

/** Returns the days of a period that ends today. */
export function rangeOf(period: Period, today: string): ReportRange {
  return { from: daysBefore(today, DAYS[period] - 1), to: today, interval: INTERVALS[period] };
}
