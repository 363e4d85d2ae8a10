/** An integer amount of minor units: `{ amount: 1999, currency: 'EUR' }` is 19.99 €. */
export interface MoneyAmount {
  readonly amount: number;
  /** Code of ISO 4217. */
  readonly currency: string;
}

/**
 * Currencies of ISO 4217 whose minor unit has not two digits. A test compares them with the table of
 * `@trastienda/base`, which a browser should not load for them.
 */
const DIGITS: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'
    .split(' ')
    .map((currency) => [currency, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((currency) => [currency, 3]),
]);

/**
 * Formats money for a locale: `19,99 €`, `HUF 11,480.00`. The digits are those of ISO 4217, because
 * the digits of `Intl` differ from one browser to the next.
 *
 * @throws {RangeError} when the code of the currency or the locale is malformed.
 */
export function formatMoney({ amount, currency }: MoneyAmount, locale?: string): string {
  const digits = DIGITS[currency] ?? 2;
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount / 10 ** digits);
}
