import { z } from 'zod';
import { isCurrency, minorUnitDigits } from './currencies.ts';

/** Currency as an ISO 4217 code, as `EUR`; see `CURRENCIES`. */
export const CurrencyCode = z
  .string()
  .refine(isCurrency, { error: 'must be the ISO 4217 code of a currency, such as EUR' });
export type CurrencyCode = z.infer<typeof CurrencyCode>;

/** Largest amount, in minor units; JSON numbers represent it exactly. */
export const MAX_MINOR_UNITS = 1_000_000_000_000;

/** Amount in minor units (cents), never negative. */
export const MinorUnits = z.int().min(0).max(MAX_MINOR_UNITS);

/** Money: an integer amount of minor units, so `{ amount: 1999, currency: 'EUR' }` is 19.99 €. */
export const Money = z.object({ amount: MinorUnits, currency: CurrencyCode });
export type Money = z.infer<typeof Money>;

/**
 * Parses a plain decimal (`50`, `19.9`, `1234.50`) to minor units of the currency. Returns null if
 * the text is not one, has more decimals than the currency (zeros aside) or is out of range.
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
