import type { Filter } from '../table/list-filters.ts';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Returns midnight at the beginning of a day, some days later, in the time zone of the browser. */
function midnightOf(day: string, daysLater: number): Date | null {
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

/** Returns the times between which an order of the days was placed: from inclusive, until exclusive. */
export function placedBetween(days: {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}): { readonly placedFrom?: string; readonly placedUntil?: string } {
  const from = days.from === undefined ? null : midnightOf(days.from, 0);
  const until = days.until === undefined ? null : midnightOf(days.until, 1);
  return {
    ...(from !== null && { placedFrom: from.toISOString() }),
    ...(until !== null && { placedUntil: until.toISOString() }),
  };
}
