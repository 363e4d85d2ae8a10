/**
 * Returns an amount that was typed, in minor units: `12,50` and `12.50` are 1250 with two digits.
 * Null for text that is no amount, or has more digits than the currency.
 */
export function readAmount(text: string, digits: number): number | null {
  const match = /^(\d{1,12})(?:[.,](\d*))?$/.exec(text.replaceAll(/[\s\u00a0\u202f]/g, ''));
  if (match === null) return null;
  const [, whole = '', fraction = ''] = match;
  if (fraction.length > digits) return null;
  const amount = Number(`${whole}${fraction.padEnd(digits, '0')}`);
  return Number.isSafeInteger(amount) ? amount : null;
}

/** Writes an amount for an input, in the form that `readAmount` reads. */
export function writeAmount(amount: number, digits: number, locale: string): string {
  const text = String(amount).padStart(digits + 1, '0');
  if (digits === 0) return text;
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  const point = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  return `${text.slice(0, -digits)}${point}${text.slice(-digits)}`;
}
