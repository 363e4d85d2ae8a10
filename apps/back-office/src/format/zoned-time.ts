/** Returns the date and time of a moment in a time zone, as `datetime-local` inputs have it. */
export function toZonedText(timestamp: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(new Date(timestamp));
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * Returns the moment of a date and time in a time zone; null for text that is none. A time that a
 * change of clocks skips becomes the time after it, and of one that happens twice the first.
 */
export function fromZonedText(text: string, timeZone: string): string | null {
  const wanted = Date.parse(`${text}Z`);
  if (Number.isNaN(wanted)) return null;
  const offsetAt = (time: number) =>
    Date.parse(`${toZonedText(new Date(time).toISOString(), timeZone)}Z`) -
    Math.floor(time / 60_000) * 60_000;
  const day = 86_400_000;
  const offsets = [offsetAt(wanted - day), offsetAt(wanted + day)];
  const moments = offsets.map((offset) => wanted - offset);
  const fits = moments.filter((moment) => moment + offsetAt(moment) === wanted);
  // In a gap neither fits; the offset before it gives the time after it.
  const moment = fits.length > 0 ? Math.min(...fits) : moments[0];
  return moment === undefined ? null : new Date(moment).toISOString();
}
