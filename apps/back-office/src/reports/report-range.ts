/** Ranges of days that a report can be asked for by name. */
export const PRESETS = [
  'today',
  'week',
  'month',
  'quarter',
  'year',
  'thisMonth',
  'lastMonth',
  'thisYear',
  'lastYear',
  'custom',
] as const;
export type Preset = (typeof PRESETS)[number];

/** Days in the time zone of the shop, both included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

export type Interval = 'day' | 'week' | 'month';

const DAY_MS = 86_400_000;
const DAYS = { today: 1, week: 7, month: 30, quarter: 90, year: 365 } as const;

const dayAt = (time: number) => new Date(time).toISOString().slice(0, 10);
/** Days before the first of a month are those of the month before. */
const dayOf = (year: number, month: number, day: number) => dayAt(Date.UTC(year, month, day));

/** Returns the days of a preset, today being the last day that is known. */
export function rangeOf(preset: Exclude<Preset, 'custom'>, today: string): DayRange {
  const [year = 0, monthNumber = 1] = today.split('-').map(Number);
  const month = monthNumber - 1;
  switch (preset) {
    case 'thisMonth':
      return { from: dayOf(year, month, 1), to: today };
    case 'lastMonth':
      return { from: dayOf(year, month - 1, 1), to: dayOf(year, month, 0) };
    case 'thisYear':
      return { from: dayOf(year, 0, 1), to: today };
    case 'lastYear':
      return { from: dayOf(year - 1, 0, 1), to: dayOf(year - 1, 11, 31) };
    default:
      return { from: dayAt(Date.parse(today) - (DAYS[preset] - 1) * DAY_MS), to: today };
  }
}

/** Returns what a range is divided into, so that a chart has neither few nor many points. */
export function intervalOf({ from, to }: DayRange): Interval {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days <= 45) return 'day';
  return days <= 190 ? 'week' : 'month';
}
