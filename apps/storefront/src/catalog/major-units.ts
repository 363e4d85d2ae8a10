const AMOUNT = /^(\d{1,9})(?:[.,](\d{1,4}))?$/;

/** Reads an amount such as `19.90` or `19,9` as minor units; null for other texts. */
export function parseMajorUnits(text: string | null, minorUnitDigits: number): number | null {
  const [, whole, fraction = ''] = AMOUNT.exec(text?.trim() ?? '') ?? [];
  if (whole === undefined || fraction.length > minorUnitDigits) return null;
  return Number(whole + fraction.padEnd(minorUnitDigits, '0'));
}

/** Writes minor units as a decimal number: `19.90`. */
export function toDecimalText(amount: number, minorUnitDigits: number): string {
  const digits = String(amount).padStart(minorUnitDigits + 1, '0');
  const point = digits.length - minorUnitDigits;
  return minorUnitDigits === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Writes minor units as people type them: `19.90`, or `20`. */
export function formatMajorUnits(amount: number, minorUnitDigits: number): string {
  return toDecimalText(amount, minorUnitDigits).replace(/\.0+$/, '');
}
