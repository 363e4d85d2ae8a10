import type { Locale } from '@trastienda/auth-contract';

const HOUR = 60;
const DAY = 24 * HOUR;

/** Formats a duration in the largest unit that divides it evenly; a day is 24 hours. */
export function durationInWords(minutes: number, locale: Locale): string {
  const [unit, size] =
    minutes % DAY === 0 && minutes > DAY
      ? ['day', DAY]
      : minutes % HOUR === 0
        ? ['hour', HOUR]
        : ['minute', 1];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
    minutes / size,
  );
}
