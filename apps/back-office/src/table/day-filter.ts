import type { Filter } from './list-filters.ts';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Returns midnight at the beginning of a day, some days later, in the time zone of the browser; null
 * for a text that is no day of the calendar.
 */
export function midnightOf(day: string, daysLater: number): Date | null {
  const [, year, month, date] = DAY.exec(day)?.map(Number) ?? [];
  if (year === undefined || month === undefined || date === undefined) return null;
  const midnight = new Date(year, month - 1, date + daysLater);
  return new Date(year, month - 1, date).getDate() === date ? midnight : null;
}

/** A day as date inputs write it: `2026-03-31`. */
export function dayFilter(): Filter<string> {
  return {
    parse: ([day = '']) => (midnightOf(day, 0) === null ? undefined : day),
    format: (day) => [day],
  };
}
