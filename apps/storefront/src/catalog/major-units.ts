const AMOUNT = /^\d{1,9}(?:[.,]\d{1,4})?$/;

/** Reads an amount such as `19.90` or `19,9` as minor units; null for other texts. */
export function parseMajorUnits(text: string | null, minorUnitDigits: number): number | null {
  const trimmed = text?.trim() ?? '';
  if (!AMOUNT.test(trimmed)) return null;
  return Math.round(Number(trimmed.replace(',', '.')) * 10 ** minorUnitDigits);
}

/** Writes minor units as an amount without a currency: `19.90`, or `20`. */
export function formatMajorUnits(amount: number, minorUnitDigits: number): string {
  const factor = 10 ** minorUnitDigits;
  return amount % factor === 0
    ? String(amount / factor)
    : (amount / factor).toFixed(minorUnitDigits);
}
