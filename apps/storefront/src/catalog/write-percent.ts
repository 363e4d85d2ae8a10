import type { Locale } from '../i18n/locales.ts';

const formats = new Map<Locale, Intl.NumberFormat>();

/** Writes a share as a percentage: `17 %`. */
export function writePercent(share: number, locale: Locale): string {
  const format = formats.get(locale) ?? new Intl.NumberFormat(locale, { style: 'percent' });
  formats.set(locale, format);
  return format.format(share);
}
