import { minorUnitDigits } from './currencies.ts';
import type { Money } from './money.ts';

/**
 * Returns a non-negative integer with a decimal point before its last `digits`: 1999 and 2 are
 * `19.99`.
 */
export function decimalText(amount: number, digits: number): string {
  const text = String(amount).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Returns an amount of minor units as a plain decimal: `19.99`, `1500`, `0.005`. */
export function toDecimal({ amount, currency }: Money): string {
  return decimalText(amount, minorUnitDigits(currency));
}

/** Formats by locale and currency: to make one costs as much as hundreds of uses. */
const formats = new Map<string, Intl.NumberFormat>();

/** More pairs of locale and currency than an application has. */
const MAX_FORMATS = 500;

function formatOf(currency: string, locale: string | undefined): Intl.NumberFormat {
  const key = `${currency} ${locale ?? ''}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const digits = minorUnitDigits(currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  if (formats.size >= MAX_FORMATS) formats.clear();
  formats.set(key, format);
  return format;
}

/**
 * Formats money for a locale: `19,99 €`, `HUF 11,480.00`. The digits are those of ISO 4217, because
 * the digits of `Intl` differ from one browser to the next.
 *
 * @throws {RangeError} when the currency or the locale is unknown.
 */
export function formatMoney(money: Money, locale?: string): string {
  return formatOf(money.currency, locale).format(Number(toDecimal(money)));
}

/**
 * Converts a number of whole units to minor units, rounded to the nearest: 4.95 `EUR` is 495, and
 * 4.95 `JPY` is 5. For amounts that a program has as a number; `parseMoney` parses text.
 */
export function toMinorUnits(value: number, currency: string): number {
  return Math.round(value * 10 ** minorUnitDigits(currency));
}
