import { midnightOf } from '../table/day-filter.ts';

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
