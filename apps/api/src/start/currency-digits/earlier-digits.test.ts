import { CURRENCIES, minorUnitDigits } from '@trastienda/base';
import { expect, test } from 'vitest';
import { EARLIER_DIGITS } from './earlier-digits.ts';

const WITHDRAWN = ['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'STD', 'ZWL'];
const BOTH = 'AFN ALL BIF CLP DJF GNF IQD IRR ISK JPY KMF KPW KRW LAK LBP MGA MMK PYG RWF SLL SOS';
const ALSO_BOTH = 'STD SYP UGX VND VUV XAF XOF XPF YER';
const THREE = ['BHD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'];

/**
 * The currencies without decimals by `Intl.NumberFormat(…).resolvedOptions()`, as these versions of
 * Node answered when they were asked.
 */
const WITHOUT_DECIMALS: Readonly<Record<string, readonly string[]>> = {
  'Node 20.19.0, 22.12.0 and 24.0.0 (ICU 76 and 77)': `${BOTH} ${ALSO_BOTH} RSD`.split(' '),
  'Node 20.20.2, 22.23.5, 24.22.3 and 26.12.1 (ICU 78)':
    `${BOTH} ${ALSO_BOTH} COP HUF IDR PKR`.split(' '),
};

const digitsBy = (version: string, currency: string) => {
  if (WITHOUT_DECIMALS[version]?.includes(currency)) return 0;
  return THREE.includes(currency) ? 3 : 2;
};

test.each([...CURRENCIES, ...WITHDRAWN])('Amounts in %s were stored with these digits', (code) => {
  const digits = Object.keys(WITHOUT_DECIMALS).map((version) => digitsBy(version, code));
  const all = [...new Set(digits)].sort();
  const isSame = all.length === 1 && all[0] === minorUnitDigits(code);
  expect(EARLIER_DIGITS[code]).toEqual(isSame ? undefined : all);
});
