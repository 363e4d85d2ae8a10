import { z } from 'zod';

/** A currency by its ISO 4217 code, as `EUR`. */
export const CurrencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: 'must be an ISO 4217 code such as EUR' });
export type CurrencyCode = z.infer<typeof CurrencyCode>;

/** The largest amount, in minor units; JSON numbers carry it exactly. */
export const MAX_MINOR_UNITS = 1_000_000_000_000;

/** An amount in minor units (cents), never negative. */
export const MinorUnits = z.int().min(0).max(MAX_MINOR_UNITS);

/** Money: an integer amount of minor units, so `{ amount: 1999, currency: 'EUR' }` is 19.99 €. */
export const Money = z.object({ amount: MinorUnits, currency: CurrencyCode });
export type Money = z.infer<typeof Money>;

const digitsByCurrency = new Map<CurrencyCode, number>();

/**
 * How many decimal digits a currency's minor unit has: 2 for EUR, 0 for JPY, 3 for KWD.
 * The figures are those of ISO 4217 as the runtime's `Intl` carries them.
 */
export function minorUnitDigits(currency: CurrencyCode): number {
  // Making a formatter costs as much as parsing a whole row of an import.
  const known = digitsByCurrency.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  digitsByCurrency.set(currency, digits);
  return digits;
}

/**
 * Reads a plain decimal (`50`, `19.9`, `1234.50`) as minor units of the currency; null when the
 * text is not one, has more decimals than the currency (zeros aside) or is out of range.
 */
export function parseMoney(text: string, currency: CurrencyCode): Money | null {
  const match = /^(\d{1,13})(?:\.(\d*))?$/.exec(text.trim());
  if (match === null) return null;
  const digits = minorUnitDigits(currency);
  const decimals = (match[2] ?? '').replace(/0+$/, '');
  if (decimals.length > digits) return null;
  const parsed = Money.safeParse({
    amount: Number(`${match[1]}${decimals.padEnd(digits, '0')}`),
    currency,
  });
  return parsed.success ? parsed.data : null;
}
