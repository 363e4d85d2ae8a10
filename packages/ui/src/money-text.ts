interface Separators {
  readonly decimal: string;
  readonly group: string;
}

function separatorsOf(locale: string): Separators {
  const parts = new Intl.NumberFormat(locale, { useGrouping: 'always' }).formatToParts(12_345.6);
  const find = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { decimal: find('decimal'), group: find('group') };
}

/** Writes minor units as a decimal number of a locale, without groups: 123450 is "1234,50" in Spain. */
export function formatMoneyText(amount: number, digits: number, locale: string): string {
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const whole = digits === 0 ? text : text.slice(0, -digits);
  const fraction = digits === 0 ? '' : separatorsOf(locale).decimal + text.slice(-digits);
  return `${amount < 0 ? '-' : ''}${whole}${fraction}`;
}

/**
 * Reads a typed text as minor units; null if it is no amount, or has more decimals than the
 * currency. The other separator counts as decimal too ("12.5" in Spain, from a numeric keypad) where
 * it cannot be a group of thousands.
 */
export function parseMoneyText(text: string, digits: number, locale: string): number | null {
  const { decimal } = separatorsOf(locale);
  const clean = text.replace(/[\s\u00a0\u202f'’]/g, '');
  if (!/^\d+([.,]\d+)*[.,]?$|^[.,]\d+$/.test(clean)) return null;
  const at = Math.max(clean.lastIndexOf('.'), clean.lastIndexOf(','));
  const separator = clean.charAt(at);
  const isOnly = at >= 0 && clean.indexOf(separator) === at;
  const isDecimal = isOnly && (separator === decimal || clean.length - at - 1 !== 3);
  const whole = (isDecimal ? clean.slice(0, at) : clean).replace(/[.,]/g, '');
  const fraction = isDecimal ? clean.slice(at + 1) : '';
  if (fraction.length > digits) return null;
  const amount = Number(`${whole}${fraction.padEnd(digits, '0')}`);
  return Number.isSafeInteger(amount) ? amount : null;
}
