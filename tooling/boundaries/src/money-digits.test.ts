import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { sourceFiles } from './imports.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A database that knows no shop. */
const WITHOUT_MONEY = ['kit/embedded-mongo'];

/** Asks the runtime how many digits a currency has, or scales an amount by some power of ten. */
const SUSPICIOUS: readonly RegExp[] = [
  /FractionDigits|resolvedOptions|supportedValuesOf|style: ['"]currency['"]/,
  /\b10n? ?\*\*|Math\.(pow|log10)\(|\btoFixed\(/,
  /[/*] ?1(00|_?000|e[23])n?\b/,
  /\* ?0?\.00?1\b/,
];

/** Seconds and milliseconds are not money. */
const THOUSAND = /\b1_?000\b/;
const TIME_WORDS = /seconds|ms\b|\bnow\(|getTime|\bcreated\b/i;

/** Lines that may: those of the table itself, and what is about something else. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'kit/base/src/money/format-money.ts': [
    "style: 'currency',",
    'minimumFractionDigits: digits,',
    'maximumFractionDigits: digits,',
    'return Math.round(value * 10 ** minorUnitDigits(currency));',
  ],
  // For browsers, without zod. Its test compares it with the table, for every currency.
  'kit/client/src/money/format-money.ts': [
    "style: 'currency',",
    'minimumFractionDigits: digits,',
    'maximumFractionDigits: digits,',
    'return format.format(amount / 10 ** digits);',
  ],
  // From the digits of the table to Stripe's.
  'packages/shop/src/payments/providers/stripe/stripe-amount.ts': [
    '? { factor: 10 ** shift, divisor: 1 }',
    '{ factor: 1, divisor: 10 ** -shift };',
  ],
  // From the digits of an older database to those of the table.
  'packages/db/src/currency-digits/currency-digits-store.ts': ['return 10 ** (to - from);'],
  // Decimals of a tax rate.
  'packages/shop/src/notifications/texts/tables.ts': [
    "const style = { style: 'percent', maximumFractionDigits: RATE_DECIMALS } as const;",
  ],
  'packages/ui/src/format-rate.ts': [
    "new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 });",
  ],
  'apps/back-office/src/forms/percent-field.tsx': ['format={{ maximumFractionDigits: 4 }}'],
  // Name of a time zone.
  'apps/back-office/src/format/use-shop-clock.ts': [
    'const timeZone = status.data?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;',
  ],
  'apps/api/src/cli/import.ts': [
    'const percent = totalRows === 0 ? 100 : Math.floor((rows / totalRows) * 100);',
  ],
};

function isSuspicious(line: string): boolean {
  const code = line.trim();
  if (/^(\*|\/\/|\/\*)/.test(code)) return false;
  if (THOUSAND.test(code) && TIME_WORDS.test(code)) return false;
  return SUSPICIOUS.some((pattern) => pattern.test(code));
}

function suspicions(folder: string): string[] {
  return sourceFiles(`${ROOT}${folder}`).flatMap(({ path, text }) => {
    const allowed = ALLOWED[`${folder}/${path}`] ?? [];
    return text
      .split('\n')
      .filter((line) => isSuspicious(line) && !allowed.includes(line.trim()))
      .map((line) => `${folder}/${path}: ${line.trim()}`);
  });
}

const folders = ['kit', 'packages', 'apps']
  .flatMap((parent) => readdirSync(`${ROOT}${parent}`).map((name) => `${parent}/${name}`))
  .filter((folder) => existsSync(`${ROOT}${folder}/package.json`))
  .filter((folder) => !WITHOUT_MONEY.includes(folder))
  .map((folder) => `${folder}/src`);

describe('nothing but the table of currencies in kit/base decides on the digits of money', () => {
  // Use `minorUnitDigits`, `toDecimal`, `toMinorUnits` or `formatMoney`; what has nothing to do
  // with money goes to ALLOWED.
  test.each([...folders, 'examples'])('in %s', (folder) => {
    expect(suspicions(folder)).toEqual([]);
  });

  test.each([
    'const digits = format.resolvedOptions().maximumFractionDigits ?? 2;',
    "new Intl.NumberFormat('en', { style: 'currency', currency })",
    'return amount / 100;',
    'return (amount/100).toFixed(2);',
    'const cents = Math.round(price * 100);',
    'const fils = price * 1000;',
    'const scale = 10 ** 2;',
    'const scale = 10n ** 2n;',
    'const scale = Math.pow(10, digits);',
    'const euros = cents * 0.01;',
    'const euros = cents / 1e2;',
  ])('which this would catch: %s', (line) => {
    expect(isSuspicious(line)).toBe(true);
  });

  test.each([
    '// An amount / 100 is not what it was.',
    'const expiresAt = new Date(now.getTime() + reservationSeconds * 1000);',
    'const share = 1 / 1024;',
  ])('and this is not about: %s', (line) => {
    expect(isSuspicious(line)).toBe(false);
  });
});
