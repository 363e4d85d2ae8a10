/** Returns the date of a moment in a time zone: `2026-03-29`. */
export function dateIn(timeZone: string, moment: Date): string {
  // The Swedish order of a date is that of ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment);
}
