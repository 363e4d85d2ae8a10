/** Returns the change between two amounts as a fraction; null where there is nothing to compare. */
export function changeOf(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / Math.abs(before);
}
