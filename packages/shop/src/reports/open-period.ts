import { type ReportPeriod, ShopError } from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import { type DayRange, rangeBefore } from './local-days.ts';

export interface ReportDeps {
  readonly database: Pick<Database, 'reports' | 'stock' | 'products' | 'stockValues'>;
  /** IANA time zone of the shop. */
  readonly timeZone: string;
}

/** The period of a report, and the generation of roll-ups to read it from. */
export interface OpenedPeriod {
  readonly period: ReportPeriod;
  readonly generation: string;
}

/** No roll-ups have this generation: there was no event yet. */
const NO_GENERATION = 'none';

export function periodOf(timeZone: string, { from, to }: DayRange): ReportPeriod {
  return { timeZone, from, to, previous: rangeBefore({ from, to }) };
}

/**
 * Returns the period of a report and the roll-ups that have its days.
 * @throws {ShopError} REPORTS_REBUILD_REQUIRED when their days are those of another time zone.
 */
export async function openPeriod(
  { database, timeZone }: ReportDeps,
  range: DayRange,
): Promise<OpenedPeriod> {
  const state = await database.reports.findState();
  if (state !== null && state.timeZone !== timeZone) {
    const details = { timeZone, rollUpTimeZone: state.timeZone };
    throw new ShopError('REPORTS_REBUILD_REQUIRED', { details });
  }
  return { period: periodOf(timeZone, range), generation: state?.generation ?? NO_GENERATION };
}
