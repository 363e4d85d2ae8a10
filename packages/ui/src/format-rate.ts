const formats = new Map<string, Intl.NumberFormat>();

/** Writes a rate in parts per million as a percentage of a locale: 210000 is "21%" in English, "21 %" in Spanish. */
export function formatRate(ratePpm: number, locale: string): string {
  const format =
    formats.get(locale) ??
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 });
  formats.set(locale, format);
  return format.format(ratePpm / 1_000_000);
}
