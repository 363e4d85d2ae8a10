import { ReportInput } from '@trastienda/shop-contract';
import { dateIn } from '../format/date-in.ts';
import { useShopClock } from '../format/use-shop-clock.ts';
import { type DayRange, type Preset, rangeOf } from './report-range.ts';

/** The part of a report's list that says what it is about. */
export interface PeriodControls {
  readonly filters: {
    readonly period?: Preset;
    readonly from?: string;
    readonly to?: string;
    readonly currency?: string;
  };
  setFilter(name: 'period', value: Preset | undefined): void;
  setFilter(name: 'from' | 'to' | 'currency', value: string | undefined): void;
  setQuery(query: string): void;
}

export interface Report {
  readonly preset: Preset;
  /** Null while the time zone is loading, or where the days are no range. */
  readonly range: DayRange | null;
  readonly isInvalid: boolean;
  readonly timeZone: string | null;
}

/** Returns the days that a report is about: those of the address, by default the last 30. */
export function useReport({ filters }: Pick<PeriodControls, 'filters'>): Report {
  const clock = useShopClock();
  const preset = filters.period ?? 'month';
  if (clock === null) return { preset, range: null, isInvalid: false, timeZone: null };
  const { timeZone } = clock;
  const today = dateIn(timeZone, new Date());
  if (preset !== 'custom') {
    return { preset, range: rangeOf(preset, today), isInvalid: false, timeZone };
  }
  const month = rangeOf('month', today);
  const range = { from: filters.from ?? month.from, to: filters.to ?? month.to };
  const isInvalid = !ReportInput.safeParse(range).success;
  return { preset, range: isInvalid ? null : range, isInvalid, timeZone };
}
